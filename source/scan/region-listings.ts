import type { RegionStatus } from '../model/cell.ts';

/** The regions of an account as AWS lists them. */
export interface RegionListing {
  readonly regions: readonly RegionStatus[];
  readonly statusOf: ReadonlyMap<string, RegionStatus['status']>;
}

/** Listings of regions: a thousand accounts of a company have few different ones, so that each is held once. */
export class RegionListings {
  readonly #held = new Map<string, RegionListing>();

  /** The listing with these regions. */
  of(regions: readonly RegionStatus[]): RegionListing {
    const key = regions.map(({ name, status }) => `${name} ${status}`).join();
    const known = this.#held.get(key);
    if (known !== undefined) return known;
    const listing = { regions, statusOf: new Map(regions.map(({ name, status }) => [name, status])) };
    this.#held.set(key, listing);
    return listing;
  }
}
