/** Horizontal bars of stacked parts. */
import { scaleBand, scaleLinear } from 'd3-scale';
import { stack, stackOffsetExpand, stackOffsetNone } from 'd3-shape';
import type { BarChart } from '../charts.ts';
import type { Drawn } from './drawn.ts';
import { htmlText } from './html-text.ts';

const WIDTH = 460;
const ROW = 24;
/** How wide a letter is, about. */
const LETTER = 7.2;
/** The letters of a name that fit before its bar. */
const LONGEST_NAME = 22;
/** No bar is shorter, whatever stands behind it. */
const SHORTEST = 90;

/** Where bars begin and end: names stand before, numbers behind. */
function placeOf(bars: BarChart['bars']): { readonly from: number; readonly to: number } {
  const longest = (texts: readonly string[]): number =>
    Math.max(0, ...texts.map((text) => [...text].length)) * LETTER;
  const from = 10 + longest(bars.map(({ label }) => shortName(label)));
  const to = WIDTH - 6 - longest(bars.map(({ words }) => words));
  return { from, to: Math.max(to, from + SHORTEST) };
}

/** The bars in their order, one a line. */
export function svgBars({ parts, bars, scale }: BarChart): Drawn {
  const height = bars.length * ROW;
  const place = placeOf(bars);
  const sums = bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const most = scale === 'share' ? 1 : Math.max(...sums, 0);
  const x = scaleLinear([0, most === 0 ? 1 : most], [place.from, place.to]);
  const y = scaleBand([...bars.keys()], [0, height])
    .paddingInner(0.35)
    .paddingOuter(0.2);
  const layers = stack<BarChart['bars'][number], number>()
    .keys(parts.keys())
    .value(({ values }, part) => values[part] ?? 0)
    .offset(scale === 'share' ? stackOffsetExpand : stackOffsetNone)(bars);
  const rects = layers.flatMap((layer) =>
    layer.flatMap(([from, to], bar) => {
      // Of nothing there are no shares.
      if (!(to > from)) return [];
      const corner = `x="${rounded(x(from))}" y="${rounded(y(bar) ?? 0)}"`;
      const size = `width="${rounded(Math.max(x(to) - x(from), 0.5))}" height="${rounded(y.bandwidth())}"`;
      return [`<rect class="fill-${parts[layer.key]?.tone ?? 'rest'}" ${corner} ${size}/>`];
    }),
  );
  const texts = bars.map(({ label, words }, bar) => {
    const line = rounded((y(bar) ?? 0) + y.bandwidth() / 2);
    const end = (sums[bar] ?? 0) === 0 ? place.from : x(scale === 'share' ? 1 : (sums[bar] ?? 0));
    return `<text x="${place.from - 8}" y="${line}" text-anchor="end">${htmlText(shortName(label))}</text><text x="${rounded(end + 6)}" y="${line}">${htmlText(words)}</text>`;
  });
  return { width: WIDTH, height, body: [...rects, ...texts].join('\n') };
}

function shortName(name: string): string {
  const letters = [...name];
  return letters.length <= LONGEST_NAME ? name : `${letters.slice(0, LONGEST_NAME - 1).join('')}…`;
}

function rounded(place: number): number {
  return Math.round(place * 10) / 10;
}
