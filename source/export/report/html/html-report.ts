/** A report as one html file: nothing in it comes from elsewhere, and nothing in it leads elsewhere. */
import { createHash } from 'node:crypto';
import type { ByteUnit } from '../../../model/format.ts';
import type { Report, ReportFigure, ReportSection, ReportTable, WrittenReport } from '../report.ts';
import { shareRoom } from '../room.ts';
import { alignment, htmlTable } from './html-table.ts';
import { htmlText } from './html-text.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';
import { svgChart } from './svg-chart.ts';

/** A page is smaller than this many bytes, however many rows there are. */
const MOST_BYTES = 1_950_000;

/** What the rows of kinds may have of what the summing tables leave, as long as lists have no room to spare. */
const SHARE_OF_ROWS = 0.68;

/** The whole page, at most 2 MB. */
export function htmlReport(report: Report, byteUnit: ByteUnit): WrittenReport {
  const tables = report.sections.flatMap((section) => section.tables);
  const ids = new Map(tables.map((table, index) => [table, `t${index}`]));
  const styles = [...ids].map(([table, id]) => alignment(id, table)).join('');
  const around = pageOf(report, styles, () => '');
  const cut = new Set<ReportTable>();
  const texts = tableTexts(tables, MOST_BYTES - Buffer.byteLength(around), (table, most) => {
    const { text, isCut } = htmlTable(table, {
      ...{ byteUnit, most, tellsAll: report.tellsAll },
      id: ids.get(table) ?? '',
    });
    if (isCut) cut.add(table);
    else cut.delete(table);
    return text;
  });
  return { text: pageOf(report, styles, (table) => texts.get(table) ?? ''), isCut: cut.size > 0 };
}

/** Tables within this room: what sums up first of all, then rows and lists, each with what the others leave over. */
function tableTexts(
  tables: readonly ReportTable[],
  room: number,
  write: (table: ReportTable, most: number) => string,
): ReadonlyMap<ReportTable, string> {
  const texts = new Map<ReportTable, string>();
  const share = (some: readonly ReportTable[], most: number): number => {
    const wanting = some.map((table) => ({ name: table, rows: table.total }));
    const written = shareRoom(wanting, most, write);
    for (const [index, table] of some.entries()) texts.set(table, written[index] ?? '');
    return written.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  };
  const rows = tables.filter(({ takesRest }) => takesRest);
  const lists = tables.filter(({ takesRest, isFolded }) => isFolded && !takesRest);
  const left =
    room -
    share(
      tables.filter(({ takesRest, isFolded }) => !isFolded && !takesRest),
      room,
    );
  const ofRows = share(rows, left * SHARE_OF_ROWS);
  const ofLists = share(lists, left - ofRows);
  share(rows, left - ofLists);
  return texts;
}

/** The page around its tables. */
function pageOf(report: Report, styles: string, tableText: (table: ReportTable) => string): string {
  const title = htmlText(report.title);
  const sections = report.sections.map((section, index) => ({ ...section, id: `s${index}` }));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${PAGE_STYLE}${styles}</style>
</head>
<body>
<a class="skip" href="#report">Skip to the report</a>
<header>
<h1>${title}</h1>
${report.lead.map((line) => `<p>${htmlText(line)}</p>`).join('\n')}
<p class="state ${report.state.tone}">${htmlText(report.state.words)}</p>
</header>
<nav aria-label="Sections"><ul>${sections.map(({ id, title: name }) => `<li><a href="#${id}">${htmlText(name)}</a>`).join('')}</ul></nav>
<main id="report" tabindex="-1">
${figuresText(report.figures)}
${sections.map((section) => sectionText(section, section.id, tableText)).join('\n')}
</main>
<footer><p>Made by snapdeck from a scan file, without changing anything in AWS. Costs are bounds, not a bill.</p></footer>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

/** Only the script of the page runs, and nothing is fetched. */
const POLICY = [
  "default-src 'none'",
  `script-src 'sha256-${createHash('sha256').update(PAGE_SCRIPT).digest('base64')}'`,
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function figuresText(figures: readonly ReportFigure[]): string {
  if (figures.length === 0) return '';
  const cards = figures.map(
    ({ name, value, about }) =>
      `<div><dt>${htmlText(name)}</dt><dd><strong>${htmlText(value)}</strong> <span>${htmlText(about)}</span></dd></div>`,
  );
  return `<dl class="figures">\n${cards.join('\n')}\n</dl>`;
}

function sectionText(
  { title, sentences, charts, tables }: ReportSection,
  id: string,
  tableText: (table: ReportTable) => string,
): string {
  const open = tables.filter(({ isFolded }) => !isFolded);
  const drawn = charts.map((chart, index) => svgChart(chart, `${id}c${index}`));
  return [
    `<section aria-labelledby="${id}">`,
    `<h2 id="${id}">${htmlText(title)}</h2>`,
    ...sentences.map((sentence) => `<p>${htmlText(sentence)}</p>`),
    ...(drawn.length === 0 ? [] : [`<div class="charts">\n${drawn.join('\n')}\n</div>`]),
    ...(open.length === 0 ? [] : [`<div class="tables">\n${open.map(tableText).join('\n')}\n</div>`]),
    ...tables.filter(({ isFolded }) => isFolded).map(tableText),
    '</section>',
  ].join('\n');
}
