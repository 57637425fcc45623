/** A chart as SVG: its colours are variables of the page, so that it is right on light, on dark and on paper. */
import type { BarChart, TrendChart } from '../charts.ts';
import { htmlText } from './html-text.ts';
import { svgBars } from './svg-bars.ts';
import { svgTrend } from './svg-trend.ts';

/** The chart under its title, with what it shows for who cannot see it; `id` tells it from every other one. */
export function svgChart(chart: BarChart | TrendChart, id: string): string {
  const { width, height, body } = chart.shape === 'bars' ? svgBars(chart) : svgTrend(chart);
  const legend = chart.shape === 'bars' && chart.parts.length > 1 ? legendText(chart) : '';
  return `<figure>
<figcaption>${htmlText(chart.title)}</figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}t ${id}d">
<title id="${id}t">${htmlText(chart.title)}</title><desc id="${id}d">${htmlText(chart.about)}</desc>
${body}
</svg>${legend}
</figure>`;
}

function legendText({ parts }: BarChart): string {
  const items = parts.map(({ name, tone }) => `<li><i class="fill-${tone}"></i>${htmlText(name)}`);
  return `\n<ul class="legend">${items.join('')}</ul>`;
}
