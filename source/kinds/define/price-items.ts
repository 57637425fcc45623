import type { Price } from '../../model/prices.ts';

/** Something that has a price, in US dollars a month for 2^30 bytes (AWS's "GB-month"). */
export interface PriceItem {
  /** As a price list names it. */
  readonly id: string;
  /** What is kept, in words. */
  readonly about: string;
  /** The prices that this version knows, by region; none where no source was found for any. */
  readonly builtIn: Readonly<Record<string, Price>>;
  /** Where AWS's price list service has it; absent: not known where, so that it is not asked for. */
  readonly listed?: ListedAs;
}

/** A place in AWS's price list. */
export interface ListedAs {
  /** ServiceCode. */
  readonly service: string;
  /** productFamily. */
  readonly family: string;
  /** The usage type without its region's prefix. */
  readonly usage: string;
}

/** What the resources of a kind are priced by. */
export interface PricedBy {
  readonly items: readonly PriceItem[];
  /** A sentence that belongs beside its costs wherever they are shown; null: none. */
  readonly note: string | null;
}

/** A price that every source agrees on. */
export function exactly(price: number): Price {
  return { low: price, high: price };
}
