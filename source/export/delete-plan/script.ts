/** What scripts of a delete plan have in common, whatever the shell: their parts in order. */
import type { DeletePlanReview, PlanEntry } from '../../analysis/delete-plan/delete-plan.ts';
import {
  costCaveat,
  DELETES_NOTHING,
  heededWords,
  leftOutWords,
  reviewLine,
  rowWords,
  staleWords,
} from '../../analysis/delete-plan/plan-words.ts';
import { plannedRows } from '../../analysis/delete-plan/planned-rows.ts';
import { safeText } from '../../base/safe-text.ts';
import { findKind } from '../../kinds/registry.ts';
import { type ByteUnit, formatInstant } from '../../model/format.ts';
import type { ExportInput } from '../export-input.ts';
import type { Sink } from '../text/sink.ts';
import { type AccountEntry, accountEntries } from './account-entry.ts';

/** A shell that a plan can be written for. */
export interface Shell {
  /** Its programs hold nothing but ASCII, comments included. */
  readonly isAscii: boolean;
  /** Comments on how it is run, and on what it heeds. */
  readonly usage: readonly string[];
  /** What it does by itself: functions, and the number of rows of the plan. */
  readonly prelude: (rows: number) => string;
  /** Enters an account. */
  readonly enter: (entry: AccountEntry) => string;
  /** One row: its command, and how it is told of. */
  readonly row: (label: string, command: readonly string[]) => string;
  /** The end. */
  readonly end: string;
}

/** Writes the script of a plan for a shell. */
export async function writeScript(
  input: ExportInput,
  review: DeletePlanReview,
  shell: Shell,
  now: number,
  sink: Sink,
): Promise<void> {
  await sink.write(comments([...headOf(input, review, now), '', ...shell.usage], shell));
  await sink.write(`\n${shell.prelude(review.goes.rows)}`);
  const entryOf = accountEntries(input);
  let account: string | null = null;
  let section = '';
  for (const row of plannedRows(input.database, input.kinds, 'may go')) {
    if (!row.goes) continue;
    let text = '';
    if (row.account !== account) {
      const entry = entryOf(row.account, row.region);
      text += `\n${comments(accountComments(entry), shell)}${shell.enter(entry)}\n`;
      account = row.account;
      section = '';
    }
    const heading = `${findKind(row.kind)?.title ?? row.kind} in ${row.region}`;
    if (heading !== section) text += `\n${comments([heading], shell)}`;
    section = heading;
    const full = sink.write(text + rowText(row, shell, input.byteUnit));
    if (full !== undefined) await full;
  }
  await sink.write(`\n${shell.end}`);
  await sink.flush();
}

function rowText(entry: PlanEntry, shell: Shell, unit: ByteUnit): string {
  const { id, region, reasons, terms, command } = entry;
  const said = comments([rowWords(entry, unit), reasons.join('; '), ...terms], shell);
  return `${said}${shell.row(safeText(`${id} in ${region}`), command)}\n`;
}

function headOf(
  { facts, filter, order, byteUnit }: ExportInput,
  review: DeletePlanReview,
  now: number,
): string[] {
  const stale = staleWords(review, now);
  // A selection says in its own words what it is of.
  const named = order === 'selected' ? '' : 'filter ';
  const part = filter === null ? 'all rows' : `${named}${filter.text}`;
  return [
    ...(stale === null ? [] : [stale]),
    `snapdeck delete plan of ${formatInstant(now)} UTC. ${reviewLine(review, byteUnit)}.`,
    `Of the scan of ${formatInstant(facts.startedAt)} UTC, ${part}.`,
    costCaveat(review),
    ...review.heeded.map((group) => `To heed: ${heededWords(group)}.`),
    ...review.leftOut.map((group) => `Left out: ${leftOutWords(group)}.`),
    DELETES_NOTHING,
  ];
}

function accountComments({ id, name, note }: AccountEntry): readonly string[] {
  return [`Account ${id}${name === null ? '' : ` (${name})`}`, ...(note === null ? [] : [note])];
}

/** Lines of comments, in text that does nothing where it is shown. */
function comments(lines: readonly string[], { isAscii }: Shell): string {
  const shown = (line: string): string => (isAscii ? safeText(line).replace(/[^ -~]/g, '?') : safeText(line));
  return lines.map((line) => (line === '' ? '#\n' : `# ${shown(line)}\n`)).join('');
}
