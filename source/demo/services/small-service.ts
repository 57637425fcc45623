/** What services with few rows have alike: those of a region are made when they are first asked for, and kept. */
import type { Collection } from '../estate/collection.ts';
import type { RegionContext } from '../estate/context.ts';
import type { RegionEstate } from '../estate/index.ts';
import { namingFor } from '../estate/names.ts';
import type { Operation, World } from './operation.ts';
import { type Paging, pageOf } from './paging.ts';

/** The rows that a service has in the region of a call, made once. */
export function madeOnce<Made>(make: (context: RegionContext) => Made): (world: World) => Made {
  const made = new WeakMap<RegionEstate, { readonly rows: Made }>();
  return ({ region }) => {
    const known = made.get(region) ?? { rows: make(region.context) };
    made.set(region, known);
    return known.rows;
  };
}

/** A listing of rows of a service. */
export function listing<Made>(
  estateOf: (world: World) => Made,
  paging: Paging,
  rows: (estate: Made) => Collection,
): Operation {
  return (call, world) => pageOf(call, rows(estateOf(world)), paging);
}

/** What something is for: a service of the company, and a role in it. */
export type Purpose = readonly [service: string, role: string];

/** The first of these that a region has: all where the company began, else one; none where it has no files. */
export function purposesIn(
  { counts, owner, region }: RegionContext,
  all: readonly Purpose[],
): readonly Purpose[] {
  const most = region === 'us-east-1' ? all.length : 1;
  const count = owner.hasRareCases && counts.fileSystems > 0 ? most : Math.min(most, counts.fileSystems >> 2);
  return all.slice(0, count);
}

/** A name as those of caches and clusters must be: lower case, with hyphens. */
export function hyphenated([service, role]: Purpose): string {
  return namingFor(service, 'prod', role)
    .name.toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
}
