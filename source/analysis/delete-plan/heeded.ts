/** What is to be heeded of rows that would go: what nobody looked at, and what people wrote about them. */
import type { HeededGroup, PlanEntry } from './delete-plan.ts';

/** Reasons that name a thing each are as many as rows: of so many different ones no more are counted. */
const MOST_REASONS = 500;
/** So many are told. */
const MOST_TOLD = 5;

/** Words by which people ask for something to be kept; a number behind them is how many a policy keeps. */
const ASKED_TO_KEEP =
  /\b(?:keeps?(?! \d)|retain(?! \d)|preserve|legal hold|do(?:n't| not|-not)[ -]delete|do not remove)\b/i;

const KEEP = 'their name or description asks to keep them: read those first';

/** Counts what is to be heeded, row by row. */
export class Heeded {
  readonly #reasons = new Map<string, number>();
  #rows = 0;
  #askedToKeep = 0;

  add({ reasons, name, description }: Pick<PlanEntry, 'reasons' | 'name' | 'description'>): void {
    this.#rows += 1;
    if (ASKED_TO_KEEP.test(`${name ?? ''} ${description ?? ''}`.replaceAll('_', ' '))) this.#askedToKeep += 1;
    // The first one is why it may go.
    for (const reason of reasons.slice(1)) {
      const count = this.#reasons.get(reason);
      if (count !== undefined || this.#reasons.size < MOST_REASONS)
        this.#reasons.set(reason, (count ?? 0) + 1);
    }
  }

  /** Those who asked for it come first, then what is true of the most rows; what is true of one of many is its own. */
  groups(): readonly HeededGroup[] {
    const shared = [...this.#reasons].filter(([, rows]) => rows > 1 || this.#rows === 1);
    shared.sort(([one, rows], [other, others]) => others - rows || (one < other ? -1 : 1));
    const told = shared.slice(0, MOST_TOLD).map(([reason, rows]) => ({ reason, rows }));
    return this.#askedToKeep === 0 ? told : [{ reason: KEEP, rows: this.#askedToKeep }, ...told];
  }
}
