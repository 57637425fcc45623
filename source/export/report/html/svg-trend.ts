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

/** Points by time, from nothing upwards. */
export function svgTrend({ points, text }: TrendChart): Drawn {
  const times = points.map(({ at }) => at);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const x = scaleLinear([first, last], [PLOT.left, PLOT.right]);
  const most = Math.max(...points.map(({ value }) => value), 0);
  const y = scaleLinear([0, most === 0 ? 1 : most], [PLOT.bottom, PLOT.top]);
  const at = ([, point]: Placed): number => x(point.at);
  const height = ([, point]: Placed): number => y(point.value);
  const placed = [...points.entries()];
  const shaded = area<Placed>().x(at).y0(PLOT.bottom).y1(height).digits(1)(placed);
  const drawn = line<Placed>().x(at).y(height).digits(1)(placed);
  const levels = [0, most / 2, most].map((value) => {
    const level = Math.round(y(value));
    return `<line class="level" x1="${PLOT.left}" x2="${PLOT.right}" y1="${level}" y2="${level}"/><text x="${PLOT.left - 8}" y="${level}" text-anchor="end">${htmlText(text(value))}</text>`;
  });
  const days = [
    `<text x="${PLOT.left}" y="${HEIGHT - 10}">${formatDay(first)}</text>`,
    `<text x="${PLOT.right}" y="${HEIGHT - 10}" text-anchor="end">${formatDay(last)}</text>`,
  ];
  const body = [
    ...levels,
    `<path class="area" d="${shaded ?? ''}"/>`,
    `<path class="line" d="${drawn ?? ''}"/>`,
    ...days,
  ];
  return { width: WIDTH, height: HEIGHT, body: body.join('\n') };
}

type Placed = readonly [index: number, point: TrendPoint];
