/** The charts of a report as data: how they are drawn is another matter. */

/** The colour of a part: one of a row of colours that are told apart, or what the part means. */
export type ChartTone = 0 | 1 | 2 | 3 | 4 | 5 | 'good' | 'warn' | 'bad' | 'rest';

/** Horizontal bars, each of the same parts. */
export interface BarChart {
  readonly shape: 'bars';
  readonly title: string;
  /** What it shows, in a sentence, for who cannot see it. */
  readonly about: string;
  readonly parts: readonly { readonly name: string; readonly tone: ChartTone }[];
  readonly bars: readonly {
    readonly label: string;
    /** One a part; none is negative. */
    readonly values: readonly number[];
    /** What stands behind the bar. */
    readonly words: string;
  }[];
  /** `share`: every bar is as long as the others. */
  readonly scale: 'amount' | 'share';
}

/** A number over time. */
export interface TrendChart {
  readonly shape: 'trend';
  readonly title: string;
  readonly about: string;
  /** By time. */
  readonly points: readonly TrendPoint[];
  /** The text of a value on the axis. */
  readonly text: (value: number) => string;
}

/** A number at a time, in milliseconds since 1970 UTC. */
export interface TrendPoint {
  readonly at: number;
  readonly value: number;
}
