import type { AccountPart } from '../estate/account-counts.ts';
import { hashText, randomOf } from '../random.ts';
import type { DemoAccount } from './company-accounts.ts';

const byName: Readonly<Record<string, AccountPart>> = {
  'log-archive': 'log archive',
  'network-hub': 'network',
  'central-backup': 'backup',
};

/** What an account is for, by its name and the units that it is in. */
export function partOf({ name, units, tags }: DemoAccount): AccountPart {
  const known = byName[name];
  if (known !== undefined) return known;
  switch (units[0]) {
    case undefined:
      return 'management';
    case 'Security':
      return 'security';
    case 'Infrastructure':
      return 'shared services';
    case 'Deployments':
    case 'Policy Staging':
      return 'other stage';
    case 'Sandbox':
      return 'sandbox';
    default:
      return tags.env === 'prod' ? 'production' : 'other stage';
  }
}

/** Where most of an account is. */
export function mainRegionOf({ id, name, units }: DemoAccount): string {
  if (name.startsWith('singapore')) return 'ap-southeast-1';
  if (units[0] === 'Hamburg') return 'eu-central-1';
  if (!units.includes('Workloads') && units[0] !== 'Sandbox') return 'us-east-1';
  return randomOf(hashText(`${id}/region`), 0).pick(mainRegions);
}

const mainRegions = [
  ...(['us-east-1', 'us-east-1', 'us-east-1', 'us-east-1'] as const),
  ...(['eu-west-1', 'eu-west-1', 'us-west-2', 'eu-central-1'] as const),
] as const;
