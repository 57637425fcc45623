import type { RowMatches } from '../../store/diff/matched-rows.ts';

/** What a row without a partner is: there alone, or nobody knows whether it is; or it was not looked at. */
export type Lone = 'alone' | 'unknown' | 'aged-out' | 'not asked';

const LONE: readonly Lone[] = ['not asked', 'alone', 'unknown', 'aged-out'];

/** What `TabMatches` are made of, by the numbers of rows. */
export interface Partners {
  readonly old: Int32Array;
  readonly new: Int32Array;
}

/** Which rows of a tab of two scans are the same one: eight bytes a row. */
export class TabMatches implements RowMatches {
  /** By the number of a row on one side the number that it has on the other; 0 or less: its place in `LONE`, negative. */
  readonly #partner: { old: Int32Array; new: Int32Array };

  /** Without `partners` nothing is known yet. */
  constructor(partners: Partners = { old: new Int32Array(1024), new: new Int32Array(1024) }) {
    this.#partner = { old: partners.old, new: partners.new };
  }

  /** What is known so far, to be handed to another thread. */
  get partners(): Partners {
    return this.#partner;
  }

  match(oldRow: number, newRow: number): void {
    this.#set('old', oldRow, newRow);
    this.#set('new', newRow, oldRow);
  }

  hasOld = (oldRow: number): boolean => (this.#partner.old[oldRow] ?? 0) > 0;

  /** Takes note of what a row is that is on this side alone. */
  mark(side: 'old' | 'new', row: number, lone: Lone): void {
    this.#set(side, row, -LONE.indexOf(lone));
  }

  /** The number of a row on the other side, or what it is without. */
  partnerOf(side: 'old' | 'new', row: number): number | Lone {
    const partner = this.#partner[side][row] ?? 0;
    return partner > 0 ? partner : (LONE[-partner] ?? 'not asked');
  }

  #set(side: 'old' | 'new', row: number, value: number): void {
    let rows = this.#partner[side];
    if (row >= rows.length) {
      const grown = new Int32Array(Math.max(row + 1, rows.length * 2));
      grown.set(rows);
      rows = grown;
      this.#partner[side] = grown;
    }
    rows[row] = value;
  }
}
