/** What findings could not be told for it was not asked: together in few lines, for nothing is wrong with what they count. */
import type { FindingCount } from '../../../../analysis/summary.ts';
import { isShortFinding } from '../../../../analysis/summary-estimate-tables.ts';
import { tabTitleOf } from '../../../../kinds/tabs.ts';
import { formatCount } from '../../../../model/format.ts';
import { AT_LEAST } from '../../../kit/cells.ts';
import { textWidth, wrap } from '../../../kit/text.ts';
import { rowsOfQuery } from '../../../state/destination.ts';
import type { PanelContext, PanelLine } from './panel.ts';

/** What asks for it: a command where there is one, else an option; in the order in which they are looked for. */
const WAYS = [/:ask [\w-]+/, /--kind [\w-]+/, /--[\w-]+/];

/** What asks for that for want of which a finding is not checked; null where more than to ask is the matter. */
export function wayToAsk({ notCheckedReason }: Pick<FindingCount, 'notCheckedReason'>): string | null {
  if (notCheckedReason === null || !/\bnot asked\b/.test(notCheckedReason)) return null;
  return WAYS.flatMap((way) => way.exec(notCheckedReason) ?? [])[0] ?? null;
}

/** How many rows of which table each of these findings was not checked of, by severity, and what asks for it. */
export function unaskedLines(findings: readonly FindingCount[], context: PanelContext): readonly PanelLine[] {
  if (findings.length === 0) return [];
  const ways = [...new Set(findings.flatMap((finding) => wayToAsk(finding) ?? []))];
  const severities = [...new Set(findings.map(({ severity }) => severity))];
  const words = `not checked, for not asked or not read: ${ways.join(', ')}`;
  return [
    ...wrap(words, context.width - 4).map(
      (text, index): PanelLine => [[`${index === 0 ? ' ? ' : '   '}${text}`, 'quiet']],
    ),
    ...severities.flatMap((severity) =>
      inLines(
        `   ${severity}:`,
        findings.filter((finding) => finding.severity === severity),
        context,
      ),
    ),
  ];
}

/** The counts one behind the other, on as few lines as have room for them. */
function inLines(
  label: string,
  findings: readonly FindingCount[],
  { width }: PanelContext,
): readonly PanelLine[] {
  const lines: PanelLine[] = [[[label, 'quiet']]];
  let cells = textWidth(label);
  for (const finding of findings) {
    const pieces = countOf(finding);
    const own = pieces.reduce((sum, [text]) => sum + textWidth(text), 0);
    const fits = cells + own <= width;
    const start: PanelLine = fits ? (lines.pop() ?? []) : [[' '.repeat(4), 'quiet']];
    lines.push([...start, ...pieces]);
    cells = own + (fits ? cells : 4);
  }
  return lines;
}

function countOf(finding: FindingCount): PanelLine {
  const { id, tab, notChecked, notCheckedQuery } = finding;
  const link = {
    id: `finding ${id} not checked`,
    to: rowsOfQuery(notCheckedQuery),
    rows: notChecked,
  };
  return [
    [` ${tabTitleOf(tab)} `, 'quiet'],
    [formatCount(notChecked), 'quiet', link],
    [isShortFinding(finding) ? AT_LEAST : ' ', 'quiet'],
  ];
}
