import { safeText } from '../../base/safe-text.ts';
import { formatCount } from '../../model/format.ts';
import type { TableRow } from '../../model/table-query.ts';
import { errorLine } from '../../model/words.ts';
import { openTable } from '../state/app-state.ts';
import { chosenRows } from '../state/marks.ts';
import { identityOf } from '../views/table/identity.ts';
import type { AppParts } from './app-parts.ts';

/** Terminals take this much Base64 for their clipboard; beyond it they drop all of it without a word. */
const MOST_BASE64 = 99_000;

/** Rows whose ids are read for the clipboard at most; more than fit into it in any case. */
const MOST_ROWS = 5000;

/** What puts a text on the terminal's clipboard (OSC 52): it works over ssh, too. Null where it is too long. */
export function clipboardSequence(text: string): string | null {
  const base64 = Buffer.from(text, 'utf8').toString('base64');
  return base64.length > MOST_BASE64 ? null : `\u001B]52;c;${base64}\u0007`;
}

/** Sends the ARNs or ids of the marked rows, else of the row under the cursor, to the terminal's clipboard. */
export async function copyIdentities(parts: AppParts): Promise<void> {
  const { say, write } = parts;
  const rows = await rowsAtHand(parts, MOST_ROWS);
  if (rows === null) return;
  const ids = rows.found.flatMap((row) => safeIdentity(rows.tab, row));
  const without = rows.found.length - ids.length;
  const note = without === 0 ? '' : `; ${formatCount(without)} without an id`;
  if (ids.length === 0) {
    say(rows.found.length === 0 ? 'there is no row to copy' : 'AWS gave no id for this', 'warning');
    return;
  }
  const sequence = clipboardSequence(ids.join('\n'));
  if (sequence === null) {
    say(`${formatCount(ids.length)} ids are more than a terminal's clipboard takes; E exports them`, 'bad');
    return;
  }
  write(sequence);
  const count = ids.length === 1 ? '' : `${formatCount(ids.length)} ids `;
  say(`sent ${count}to the terminal's clipboard: ${ids.join(' ')}${note}`, 'good');
}

/** What is copied ends up in a shell: a line of its own within a name would be a command. */
function safeIdentity(tab: string, row: TableRow): readonly string[] {
  const identity = identityOf(tab, row);
  return identity === null ? [] : [safeText(identity)];
}

/** Sends the text that a note offers to the terminal's clipboard. */
export function copyNote({ store, say, write }: AppParts): void {
  const { overlay } = store.state();
  const sequence = overlay?.kind === 'note' && overlay.copy !== null ? clipboardSequence(overlay.copy) : null;
  if (sequence === null || overlay?.kind !== 'note') {
    say('there is nothing to copy here', 'warning');
    return;
  }
  write(sequence);
  say(`sent to the terminal's clipboard: ${overlay.copy}`, 'good');
}

/** Rows to do something with. */
export interface RowsAtHand {
  readonly tab: string;
  readonly found: readonly TableRow[];
}

/** The marked rows or the one under the cursor; in a detail its row. `most` of 1 is the row under the cursor. */
export async function rowsAtHand(
  { store, session, say }: AppParts,
  most: number,
): Promise<RowsAtHand | null> {
  const state = store.state();
  const { detail } = state;
  if (detail !== null) return { tab: detail.tab, found: detail.loaded === null ? [] : [detail.loaded] };
  const table = openTable(state);
  const ask = session.queries();
  if (table === undefined || ask === null) {
    say('there are no rows yet', 'warning');
    return null;
  }
  const numbers = most === 1 ? chosenRows({ ...table, marked: new Set() }) : chosenRows(table);
  if (numbers.length > most) {
    say(
      `${formatCount(numbers.length)} rows are more than a terminal's clipboard takes; E exports them`,
      'bad',
    );
    return null;
  }
  try {
    return { tab: table.tab, found: await ask.window(table.tab, numbers) };
  } catch (error) {
    say(`the scan file could not be read: ${errorLine(error)}`, 'bad');
    return null;
  }
}
