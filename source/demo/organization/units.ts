import { hashText } from '../random.ts';
import type { DemoAccount, DemoOrganization } from './company-accounts.ts';

/** A root or an organizational unit. */
export interface DemoParent {
  readonly id: string;
  readonly name: string;
  /** Names of the units above it and its own. */
  readonly units: readonly string[];
}

/** The root, then every unit, each after the one that it is in. */
export function parentsOf({ rootId, accounts }: DemoOrganization): readonly DemoParent[] {
  const found = new Map<string, DemoParent>([['', { id: rootId, name: 'Root', units: [] }]]);
  for (const { units } of accounts) {
    for (const [index, name] of units.entries()) {
      const path = units.slice(0, index + 1);
      const key = path.join('/');
      if (!found.has(key)) found.set(key, { id: unitId(rootId, key), name, units: path });
    }
  }
  return [...found.values()];
}

/** The units right below a parent. */
export function unitsBelow(organization: DemoOrganization, parent: DemoParent): readonly DemoParent[] {
  return parentsOf(organization).filter(
    ({ units }) => units.length === parent.units.length + 1 && isSame(units.slice(0, -1), parent.units),
  );
}

/** The accounts right below a parent. */
export function accountsBelow({ accounts }: DemoOrganization, parent: DemoParent): readonly DemoAccount[] {
  return accounts.filter(({ units }) => isSame(units, parent.units));
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.join('/') === other.join('/');
}

function unitId(rootId: string, path: string): string {
  return `ou-${rootId.slice(2)}-${hashText(path).toString(36).padStart(8, '0').slice(-8)}`;
}
