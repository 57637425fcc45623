/** A number over time: a line over its area, with the least, the most and the last value in words. */
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { formatDay } from '../../../model/format.ts';
import type { TrendChart, TrendPoint } from '../charts.ts';
import type { Drawn } from './drawn.ts';
import { htmlText } from './html-text.ts';

const WIDTH = 460;
const HEIGHT = 190;
const PLOT = { left: 90, right: 450, top: 14, bottom: 160 };

/** Points by time: from nothing upwards, or where that would be a flat line, from the least upwards. */
export function svgTrend({ points, text }: TrendChart): Drawn {
  const times = points.map(({ at }) => at);
  const values = points.map(({ value }) => value);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const isCut = least > most * STEADY;
  const margin = (most - least || most) * 0.15;
  const x = scaleLinear([first, last], [PLOT.left, PLOT.right]);
  const y = scaleLinear(isCut ? [least - margin, most] : [0, most || 1], [PLOT.bottom, PLOT.top]);
  const at = ([, point]: Placed): number => x(point.at);
  const height = ([, point]: Placed): number => y(point.value);
  const placed = [...points.entries()];
  // An area says how much: it begins at nothing.
  const shaded = isCut ? null : area<Placed>().x(at).y0(PLOT.bottom).y1(height).digits(1)(placed);
  const drawn = line<Placed>().x(at).y(height).digits(1)(placed);
  const body = [
    ...levelsOf(isCut ? [least, most] : [0, most / 2, most]).map((value) => levelText(y(value), text(value))),
    ...(shaded === null ? [] : [`<path class="area" d="${shaded}"/>`]),
    `<path class="line" d="${drawn ?? ''}"/>`,
    `<text x="${PLOT.left}" y="${HEIGHT - 10}">${formatDay(first)}</text>`,
    `<text x="${PLOT.right}" y="${HEIGHT - 10}" text-anchor="end">${formatDay(last)}</text>`,
  ];
  return { width: WIDTH, height: HEIGHT, body: body.join('\n') };
}

/** Of values that never fall below this share of the most, changes would not be seen beside nothing. */
const STEADY = 0.7;

/** Each level once. */
function levelsOf(values: readonly number[]): readonly number[] {
  return [...new Set(values)];
}

function levelText(height: number, words: string): string {
  const y = Math.round(height);
  return `<line class="level" x1="${PLOT.left}" x2="${PLOT.right}" y1="${y}" y2="${y}"/><text x="${PLOT.left - 8}" y="${y}" text-anchor="end">${htmlText(words)}</text>`;
}

type Placed = readonly [index: number, point: TrendPoint];
