import type { Ask } from '../aws/caller.ts';
import { pricingRegion } from '../aws/pricing-region.ts';
import { findKind } from '../kinds/registry.ts';
import type { CellState, Identity } from '../model/cell.ts';
import type { PriceNote } from '../model/prices.ts';
import { priceNote } from '../model/prices.ts';
import { readKeptPrices, withKeptPrices } from '../store/kept-prices.ts';
import { askPrices } from './ask-prices.ts';
import { type CellTools, repriceCell } from './run-cell.ts';
import type { EstimateSettings } from './scan-settings.ts';

/** The partition that the price list service is in, and knows the prices of. */
const PRICED_PARTITION = 'aws';

/** What the prices of a scan need of it. */
export interface PricedScan {
  readonly identity: Identity;
  readonly home: string;
  readonly cells: readonly CellState[];
  readonly ask: Ask;
}

/** Prices of a scan: those that it begins with, and at its end those that AWS is asked for. */
export class ScanPrices {
  #estimate: EstimateSettings;

  constructor(estimate: EstimateSettings) {
    this.#estimate = estimate;
  }

  /** What rows are estimated with from now on. */
  get estimate(): EstimateSettings {
    return this.#estimate;
  }

  /** True where there is something to ask for when the scan is over. */
  isWanted(cells: readonly CellState[]): boolean {
    return this.#estimate.asked !== null && cells.some(isPriced);
  }

  /**
   * Asks for the prices of the regions that have something to price and estimates their rows anew. What it answers is to
   * be told and kept.
   */
  async complete(
    { identity, home, cells, ask }: PricedScan,
    tools: CellTools,
  ): Promise<{ readonly notice: string | null; readonly note: PriceNote }> {
    const { asked } = this.#estimate;
    if (asked === null) return { notice: null, note: priceNote(this.#estimate.prices) };
    const priced = cells.filter(isPriced);
    const now = Date.now();
    const kept = readKeptPrices(asked.file, now);
    const missing = [...new Set(priced.map(({ region }) => region))].filter(
      (region) => kept[region] === undefined,
    );
    let notice: string | null = null;
    if (identity.partition !== PRICED_PARTITION)
      notice = "AWS's price list is of its commercial regions only: the built-in list is used";
    else {
      const answer = await askPrices(ask, missing, {
        pricingRegion: pricingRegion(home),
        file: asked.file,
        now,
      });
      notice = answer.notice;
      this.#estimate = { ...this.#estimate, prices: withKeptPrices(answer.kept) };
      for (const cell of priced) await repriceCell(cell, { ...tools, estimate: this.#estimate });
    }
    return { notice, note: priceNote(this.#estimate.prices) };
  }
}

/** A cell with rows whose kind has prices. */
function isPriced({ kind, rows }: CellState): boolean {
  const priced = findKind(kind)?.pricedBy ?? 'none';
  return rows > 0 && priced !== 'none';
}
