/** What a person should know of the scan as a whole: one line at a time. */
export class ScanNotices {
  readonly #show: (notice: string | null) => void;
  /** What is to be known, whatever holds the scan up meanwhile. */
  #standing: string | null = null;

  constructor(show: (notice: string | null) => void) {
    this.#show = show;
  }

  /** Shows a line until there is another; null takes it away. */
  set(notice: string | null): void {
    this.#standing = notice;
    this.#show(notice);
  }

  /** What holds the scan file up is told in place of what was to be known before, which comes back after it. */
  heldUp(words: string | null): void {
    this.#show(words ?? this.#standing);
  }
}
