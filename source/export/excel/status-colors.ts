/** Colours of cells by what their status says: a reader sees at once what to look at. */
import type ExcelJS from 'exceljs';
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import { columnId } from '../../model/columns.ts';
import { columnLetters } from './excel-values.ts';

/** Words that say that something is well, or is not. */
interface StatusWords {
  readonly good: readonly string[];
  readonly notYet: readonly string[];
  readonly bad: readonly string[];
}

/** What such columns hold, by their ids. */
const WORDS: Readonly<Record<string, StatusWords>> = {
  protection: { good: ['protected'], notYet: ['late', 'unknown'], bad: ['unprotected'] },
  severity: { good: [], notYet: ['medium'], bad: ['high'] },
  outcome: { good: ['done'], notYet: ['partial', 'stopped', 'throttled'], bad: ['denied', 'failed'] },
};

/** Background and text of each, as Excel's own "good", "neutral" and "bad" have them. */
const COLORS = {
  good: ['FFC6EFCE', 'FF006100'],
  notYet: ['FFFFEB9C', 'FF9C5700'],
  bad: ['FFFFC7CE', 'FF9C0006'],
} as const;

/** Colours the status cells of a sheet, from a row to the last; `kind`: the one that its rows are of. */
export function colorStatuses(
  sheet: ExcelJS.Worksheet,
  columns: readonly { readonly header: string }[],
  { first, last }: { readonly first: number; readonly last: number },
  kind?: ResourceKind,
): void {
  if (last < first) return;
  let priority = 1;
  for (const [index, { header }] of columns.entries()) {
    const words = wordsOf(columnId(header), kind);
    if (words === undefined) continue;
    const letters = columnLetters(index);
    for (const [name, [background, text]] of Object.entries(COLORS)) {
      const told = Object.entries(words).find(([of]) => of === name)?.[1] ?? [];
      for (const word of told) {
        sheet.addConditionalFormatting({
          ref: `${letters}${first}:${letters}${last}`,
          rules: [
            {
              ...{ type: 'cellIs', operator: 'equal', formulae: [`"${word}"`], priority },
              style: {
                fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: background } },
                font: { color: { argb: text } },
              },
            },
          ],
        });
        priority += 1;
      }
    }
  }
}

function wordsOf(id: string, kind: ResourceKind | undefined): StatusWords | undefined {
  const statuses = kind?.statuses ?? 'none';
  if (statuses === 'none' || statuses.column !== id) return WORDS[id];
  return { good: statuses.good, notYet: statuses.underWay, bad: statuses.failed };
}
