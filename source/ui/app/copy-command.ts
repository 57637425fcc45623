/** The AWS CLI command that describes the row, for the terminal's clipboard. */
import { wayOf } from '../../aws/accounts/entry.ts';
import { oneLine } from '../../base/one-line.ts';
import { findKind } from '../../kinds/registry.ts';
import type { TableRow } from '../../model/table-query.ts';
import type { AppParts } from './app-parts.ts';
import { clipboardSequence, rowsAtHand } from './copying.ts';

/** Sends the command that describes the row under the cursor, or the one in full, to the terminal's clipboard. */
export async function copyCommand(parts: AppParts): Promise<void> {
  const { say, write } = parts;
  const rows = await rowsAtHand(parts, 1);
  const [row] = rows?.found ?? [];
  if (row === undefined) {
    if (rows !== null) say('there is no row to describe', 'warning');
    return;
  }
  const kind = findKind(row.kind);
  if (kind === undefined) {
    say('snapdeck names no AWS CLI command that describes this', 'warning');
    return;
  }
  const { profile, note } = entryOf(parts, row);
  const { describeRow } = await import('../../analysis/describe-row.ts');
  const made = describeRow(kind, { region: row.region, profile, text: (column) => textOf(row, column) });
  const sequence = 'why' in made ? null : clipboardSequence(made.line);
  if ('why' in made || sequence === null) {
    say(
      `no command: ${'why' in made ? made.why : "it is longer than a terminal's clipboard takes"}`,
      'warning',
    );
    return;
  }
  write(sequence);
  say(`sent to the terminal's clipboard${note === null ? '' : ` (${note})`}: ${made.line}`, 'good');
}

function textOf({ values }: TableRow, column: string): string | null {
  const value = values[column] ?? null;
  return typeof value === 'string' ? value : null;
}

/** The profile that enters the account of a row as the scan did, or how else it did. */
function entryOf(
  { store }: AppParts,
  { account }: TableRow,
): { readonly profile: string | null; readonly note: string | null } {
  const { scan } = store.state();
  const way = wayOf(scan?.accounts.find(({ id }) => id === account)?.entry ?? '');
  if (way === null) return { profile: scan?.profile ?? null, note: null };
  if (way.by === 'profile') return { profile: way.name, note: null };
  const role = `${way.by === 'sso' ? 'SSO role' : 'role'} ${oneLine(way.name)}`;
  return { profile: null, note: `with credentials of ${account}, which the scan entered by ${role}` };
}
