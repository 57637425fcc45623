import { enteringUrl } from '../../aws/console-sign-in.ts';
import { partitionOfRegion } from '../../aws/partitions.ts';
import { oneLine } from '../../base/one-line.ts';
import { consoleUrl } from '../../kinds/console-pages.ts';
import { kindOfBackups } from '../../kinds/sources/source-columns.ts';
import type { TableRow } from '../../model/table-query.ts';
import { errorLine } from '../../model/words.ts';
import type { AppParts } from './app-parts.ts';
import { rowsAtHand } from './copying.ts';

/** Opens the AWS console page of the row, as a role of its account where that is known, or shows where it is. */
export async function openConsolePage(parts: AppParts): Promise<void> {
  const { services, store, say } = parts;
  const rows = await rowsAtHand(parts, 1);
  const [row] = rows?.found ?? [];
  if (row === undefined) {
    if (rows !== null) say('there is no row to open', 'warning');
    return;
  }
  const page = await pageOf(parts, row);
  if (page === null) {
    const isGone = row.values.state === 'gone';
    say(`${isGone ? 'it is gone: ' : ''}the AWS console has no page for this`, 'warning');
    return;
  }
  const { url, note } = page;
  const show = (why: string) =>
    store.dispatch({
      type: 'note opened',
      title: 'AWS console',
      lines: [
        why,
        ...(note === null ? [] : [`${note}.`]),
        '',
        url,
        '',
        "y sends it to the terminal's clipboard, Esc closes this.",
      ],
      copy: url,
    });
  if (services.openUrl === undefined) {
    show('No browser is within reach from here. The page of this resource:');
    return;
  }
  const said = `${note === null ? ' ' : `, ${note}: `}${url}`;
  say(`opening${said}`, 'plain');
  try {
    await services.openUrl(url);
    say(`opened${said}`, 'good');
  } catch (error) {
    show(`No browser could be opened (${errorLine(error)}). The page of this resource:`);
  }
}

interface Page {
  readonly url: string;
  /** Whose console it is, and how it is entered; null for the caller's own. */
  readonly note: string | null;
}

/** The page of a row; of another account by way of the role that the scan took there. */
async function pageOf({ services, store }: AppParts, row: TableRow): Promise<Page | null> {
  // Of what only backups tell.
  if (kindOfBackups(row.kind) !== null && row.values.state === 'gone') return null;
  const { scan } = store.state();
  const partition = scan?.identity?.partition ?? partitionOfRegion(row.region)?.id ?? '';
  const url = consoleUrl(row, partition);
  if (url === null || scan === null || scan.accounts.length === 0 || row.account === scan.identity?.account)
    return url === null ? null : { url, note: null };
  const account = scan.accounts.find(({ id }) => id === row.account);
  const name = account?.name ?? null;
  const who = name === null ? row.account : `${oneLine(name)} ${row.account}`;
  const entry = account === undefined ? null : await services.consoleEntry(account, scan.profile);
  const entered = entry === null ? null : enteringUrl(url, entry, { id: row.account, name }, partition);
  if (entry === null || entered === null) return { url, note: `be signed in to ${who} first` };
  return {
    url: entered,
    note: `${who} by ${entry.by === 'sso' ? 'SSO role' : 'role'} ${oneLine(entry.role)}`,
  };
}
