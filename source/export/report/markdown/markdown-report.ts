/** A report in short, as markdown: its numbers and the first rows of its tables. */
import type { TextColumn } from '../../../analysis/text-table.ts';
import type { Value } from '../../../model/columns.ts';
import { AT_LEAST, type ByteUnit, formatCount, isRightAligned, shownValue } from '../../../model/format.ts';
import type { Report, ReportSection, ReportTable, WrittenReport } from '../report.ts';
import { linesWithin } from '../room.ts';
import { markdownLine, markdownText } from './markdown-text.ts';

/** A ticket takes 65,536 characters at most. */
const MOST_BYTES = 58_000;

/** So many rows of a table are told. */
const MOST_ROWS = 15;

/** A text in a cell is cut beyond so many characters. */
const LONGEST_TEXT = 200;

/** The whole report, in less than 60 kB. */
export function markdownReport(report: Report, byteUnit: ByteUnit): WrittenReport {
  const blocks = [
    `# ${markdownText(report.title)}`,
    report.lead.map(markdownLine).join('  \n'),
    `**${markdownText(report.state.words)}**`,
    ...figureBlocks(report),
    ...report.sections.flatMap((section) => sectionBlocks(section, byteUnit)),
  ];
  const fitting = linesWithin(
    blocks.filter((block) => block !== '').map((block) => `${block}\n`),
    MOST_BYTES,
  );
  const more = blocks.filter((block) => block !== '').length - fitting.length;
  const end = more > 0 ? [`*The rest is left out: ${report.tellsAll({})}.*\n`] : [];
  // Short by design: what it leaves out is asked for elsewhere.
  return { text: [...fitting, ...end].join('\n'), isCut: false };
}

function figureBlocks({ figures }: Report): readonly string[] {
  if (figures.length === 0) return [];
  const lines = figures.map(
    ({ name, value, about }) =>
      `- ${markdownText(name)}: **${markdownText(value)}** (${markdownText(about)})`,
  );
  return [lines.join('\n')];
}

function sectionBlocks({ title, sentences, tables }: ReportSection, byteUnit: ByteUnit): readonly string[] {
  const told = tables.filter(({ isInShort }) => isInShort);
  if (told.length === 0 && sentences.length === 0) return [];
  return [
    `## ${markdownText(title)}`,
    ...sentences.map(markdownLine),
    ...told.flatMap((table) => tableBlocks(table, byteUnit)),
  ];
}

function tableBlocks(table: ReportTable, byteUnit: ByteUnit): readonly string[] {
  const { title, columns, atLeast, notes = [] } = table;
  const rows = rowLines(table, byteUnit);
  const more = table.total - rows.length;
  const said = [...(more > 0 ? [`and ${formatCount(more)} more`] : []), ...notes];
  return [
    `**${markdownText(title)}**${atLeast === undefined ? '' : ` (${markdownText(atLeast)})`}`,
    [
      rowLine(
        columns.map(({ header, type }) => markdownText(type === 'instant' ? `${header} (UTC)` : header)),
      ),
      rowLine(columns.map(({ type }) => (isRightAligned(type) ? '---:' : '---'))),
      ...rows,
    ].join('\n'),
    ...said.map(markdownLine),
  ];
}

function rowLines({ columns, rows, short }: ReportTable, byteUnit: ByteUnit): readonly string[] {
  const lines: string[] = [];
  for (const values of rows()) {
    if (lines.length === MOST_ROWS) break;
    const marked = short?.[lines.length] ?? [];
    lines.push(
      rowLine(
        columns.map((column, index) =>
          cellText(column, values[index] ?? null, byteUnit, marked.includes(index)),
        ),
      ),
    );
  }
  return lines;
}

function cellText(column: TextColumn, value: Value, byteUnit: ByteUnit, isLeast: boolean): string {
  const shown = shownValue(column, value, byteUnit);
  const letters = [...shown];
  const cut = letters.length > LONGEST_TEXT ? `${letters.slice(0, LONGEST_TEXT).join('')}…` : shown;
  return isLeast && cut !== '' ? markdownText(cut) + AT_LEAST : markdownText(cut);
}

function rowLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
