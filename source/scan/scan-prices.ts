import { askThrough, type Caller } from '../aws/caller.ts';
import { StoppedError } from '../aws/errors.ts';
import { pricingRegion } from '../aws/pricing-region.ts';
import { findKind } from '../kinds/registry.ts';
import type { Cell } from '../model/cell.ts';
import { type PriceNote, priceNote, pricesOf, type RegionPrices } from '../model/prices.ts';
import { errorLine } from '../model/words.ts';
import { type KeptPrices, keepPrices, readKeptPrices, withKeptPrices } from '../store/kept-prices.ts';
import { askRegionPrices } from './ask-prices.ts';
import type { CellPrices } from './run-cell.ts';
import type { EstimateSettings } from './scan-settings.ts';

/** The partition that the price list service is in, and knows the prices of. */
const PRICED_PARTITION = 'aws';

/** Prices that take longer than this after the last cell, in milliseconds, are done without. */
const PRICES_MS = 15_000;

/** What AWS was asked for prices and gave; plain data, handed from worker to worker. */
export interface AskedPrices {
  readonly given: KeptPrices;
  /** Why some are missing, in one line; null: none are. */
  readonly notice: string | null;
}

/** What the prices of a scan need of it. */
export interface PricedScan {
  readonly caller: Caller;
  /** The region of the scan's first calls. */
  readonly home: string;
  /** Ends all that is under way. */
  readonly signal: AbortSignal;
}

/**
 * Prices of the cells that one worker collects: those that a scan begins with, and those that AWS is asked for as soon
 * as a region has rows to price. No cell waits for them: what was estimated before they came is estimated again at the
 * end.
 */
export class ScanPrices {
  readonly #settings: EstimateSettings;
  #known: KeptPrices | null = null;
  #given: KeptPrices = {};
  #notice: string | null = null;
  #table: EstimateSettings['prices'];
  /** By region: questions under way, and what ends them. */
  readonly #asking = new Map<
    string,
    { readonly answered: Promise<void>; readonly enough: AbortController }
  >();
  /** Cells that were estimated before the prices of their region came. */
  readonly #early = new Map<number, Cell>();

  constructor(settings: EstimateSettings) {
    this.#settings = settings;
    this.#table = settings.prices;
  }

  /** What the scan file keeps of the prices. */
  get note(): PriceNote {
    return priceNote(this.#table);
  }

  /** What the cells of a worker take of it. */
  forCells(scan: PricedScan): CellPrices {
    return { cellHasRows: (cell) => this.#cellHasRows(cell, scan), of: (cell) => this.#of(cell) };
  }

  /** Waits for the prices that were asked for and has the cells that were too early for theirs estimated again. */
  async complete(estimateAgain: (cell: Cell) => Promise<void>): Promise<AskedPrices> {
    const asking = [...this.#asking];
    const timer = setTimeout(() => {
      for (const [, { enough }] of asking) enough.abort(new StoppedError());
    }, PRICES_MS);
    await Promise.all(asking.map(([, { answered }]) => answered));
    clearTimeout(timer);
    // What failed may be asked for again when cells are run again.
    for (const [region] of asking) this.#asking.delete(region);
    for (const [id, cell] of [...this.#early]) {
      if (this.#asking.has(cell.region)) continue;
      this.#early.delete(id);
      if (this.#given[cell.region] !== undefined) await estimateAgain(cell);
    }
    const asked = { given: this.#given, notice: this.#notice };
    this.#notice = null;
    return asked;
  }

  /** Takes over what another worker was given. */
  take({ given, notice }: AskedPrices): void {
    this.#give(given);
    this.#notice ??= notice;
  }

  /** Keeps what was given for the scans to come. Why some prices are missing, in one line, or null. Never throws. */
  keep(): string | null {
    const { asked } = this.#settings;
    const notice = this.#notice;
    this.#notice = null;
    if (asked === null || Object.keys(this.#given).length === 0) return notice;
    try {
      // Another scan may have kept some meanwhile.
      keepPrices(asked.file, { ...readKeptPrices(asked.file, Date.now()), ...this.#given });
      return notice;
    } catch (error) {
      return notice ?? missingWords(`they could not be kept: ${errorLine(error)}`);
    }
  }

  #cellHasRows({ region, kind, partition }: Cell, scan: PricedScan): void {
    const { asked } = this.#settings;
    if (asked === null || this.#asking.has(region)) return;
    if ((findKind(kind)?.pricedBy ?? 'none') === 'none') return;
    if (partition !== PRICED_PARTITION)
      this.#notice = "AWS's price list is of its commercial regions only: the built-in list is used";
    else if (this.#kept(asked.file)[region] === undefined && this.#given[region] === undefined) {
      const enough = new AbortController();
      this.#asking.set(region, { answered: this.#askFor(region, scan, enough.signal), enough });
    }
  }

  #of(cell: Cell): RegionPrices | null {
    if (this.#asking.has(cell.region) && this.#given[cell.region] === undefined)
      this.#early.set(cell.id, cell);
    else this.#early.delete(cell.id);
    return pricesOf(this.#table, cell.region);
  }

  async #askFor(region: string, { caller, home, signal }: PricedScan, enough: AbortSignal): Promise<void> {
    const until = AbortSignal.any([signal, enough]);
    const answer = await askRegionPrices(
      askThrough(() => caller, until),
      region,
      pricingRegion(home),
    );
    if ('failure' in answer) this.#notice ??= missingWords(answer.failure);
    else this.#give({ [region]: { givenAt: Date.now(), prices: answer.prices } });
  }

  #give(given: KeptPrices): void {
    const { asked } = this.#settings;
    if (asked === null || Object.keys(given).length === 0) return;
    this.#given = { ...this.#given, ...given };
    this.#table = withKeptPrices({ ...this.#kept(asked.file), ...this.#given });
  }

  #kept(file: string): KeptPrices {
    this.#known ??= readKeptPrices(file, Date.now());
    return this.#known;
  }
}

function missingWords(why: string): string {
  return `prices of AWS's price list are not known for every region (${why}); the built-in list is used`;
}
