/** What holds a scan up, the gravest first: each takes the place of what comes after it, which comes back. */
const HOLDS = ['file', 'expired', 'credentials'] as const;

/** What holds a scan up: its file; credentials that expired; credentials on their way. */
export type Hold = (typeof HOLDS)[number];

/** What a person should know of the scan as a whole: one line at a time. */
export class ScanNotices {
  readonly #show: (notice: string | null) => void;
  readonly #held: Partial<Record<Hold, string | null>> = {};
  readonly #standing: string[] = [];
  #shown: string | null = null;

  constructor(show: (notice: string | null) => void) {
    this.#show = show;
  }

  /** Something that stays worth knowing, beside all that was said before. */
  add(notice: string): void {
    if (!this.#standing.includes(notice)) this.#standing.push(notice);
    this.#showNow();
  }

  /** What holds the scan up, in words; null: nothing of this sort any more. */
  hold(what: Hold, words: string | null): void {
    this.#held[what] = words;
    this.#showNow();
  }

  #showNow(): void {
    const held = HOLDS.map((what) => this.#held[what] ?? null).find((words) => words !== null);
    const words = held ?? (this.#standing.length === 0 ? null : this.#standing.join('; '));
    if (words === this.#shown) return;
    this.#shown = words;
    this.#show(words);
  }
}
