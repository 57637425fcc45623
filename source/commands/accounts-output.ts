/** How a list of accounts is printed. */
import { textTable, wrapped } from '../analysis/text-table.ts';
import type { Entered } from '../aws/accounts/enter.ts';
import { type Entry, entryWords } from '../aws/accounts/entry.ts';
import type { FoundAccount, FoundAccounts } from '../aws/accounts/find-accounts.ts';
import { oneLine } from '../base/one-line.ts';
import { jsonText } from '../base/safe-text.ts';
import { counted } from '../model/words.ts';

/** Away from a terminal nothing is cut: what is cut cannot be searched for. */
export const UNCUT = 10_000;

/** An account as data: what the CSV has as columns, the JSON as members. */
interface AccountRecord {
  readonly id: string | null;
  readonly name: string | null;
  readonly ou: string | null;
  readonly state: string | null;
  /** `own`, `role`, `sso`, `profile`, `skipped`, `none`. */
  readonly entry: Entry['way'];
  readonly role: string | null;
  readonly external_id: string | null;
  readonly sso_role: string | null;
  readonly profile: string | null;
  /** Null: it was not tried. */
  readonly entered: boolean | null;
  readonly problem: string | null;
}

function recordOf({ id, name, ou, state, entry, tried }: FoundAccount): AccountRecord {
  return {
    ...{ id, name, ou, state, entry: entry.way },
    role: entry.way === 'role' ? entry.roleArn : null,
    external_id: entry.way === 'role' ? entry.externalId : null,
    sso_role: entry.way === 'sso' ? entry.role : null,
    profile: entry.way === 'profile' ? entry.profile : null,
    entered: tried?.entered ?? null,
    problem: problemOf(entry, tried),
  };
}

function problemOf(entry: Entry, tried: Entered | null): string | null {
  if (tried?.entered === false) return tried.why;
  return entry.way === 'none' || entry.way === 'skipped' ? entry.why : null;
}

/** The accounts in a format. `isChecked`: with what trying to enter them came to. `width`: cells of a line of text. */
export async function accountsText(
  accounts: readonly FoundAccount[],
  format: 'text' | 'csv' | 'json' | 'ndjson',
  isChecked: boolean,
  width: number,
): Promise<string> {
  const records = accounts.map(recordOf);
  switch (format) {
    case 'csv':
      return await csv(records);
    case 'json':
      return `[\n${records.map((record) => `  ${jsonText(JSON.stringify(named(record)))}`).join(',\n')}\n]\n`;
    case 'ndjson':
      return records
        .map((record) => `${jsonText(JSON.stringify({ kind: 'account', ...named(record) }))}\n`)
        .join('');
    case 'text':
      return plainText(accounts, isChecked, width);
  }
}

/** With `id` as `account`, as the rows of an export have it. */
function named({ id, ...others }: AccountRecord) {
  return { account: id, ...others };
}

/** As `@FILE` takes it again: roles and profiles stand in columns of their own. */
async function csv(records: readonly AccountRecord[]): Promise<string> {
  const { BYTE_ORDER_MARK, csvField, csvRecord } = await import('../export/text/csv.ts');
  const lines = records.map((record) => CSV_COLUMNS.map((column) => csvField('text', record[column])));
  return BYTE_ORDER_MARK + [CSV_COLUMNS, ...lines].map(csvRecord).join('');
}

const CSV_COLUMNS = [
  ...(['id', 'name', 'ou', 'state', 'entry', 'role', 'external_id', 'sso_role', 'profile'] as const),
  ...(['entered', 'problem'] as const),
];

const COLUMNS = ['Account', 'Name', 'OU', 'State', 'Entered by'].map(
  (header) => ({ header, type: 'text' }) as const,
);
const CHECK = { header: 'Check', type: 'text' } as const;

function plainText(accounts: readonly FoundAccount[], isChecked: boolean, width: number): string {
  const rows = accounts.map((account) => {
    const { id, name, ou, state, entry } = account;
    const cells = [id, name, ou, state?.toLowerCase().replaceAll('_', ' ') ?? null, entryWords(entry)];
    return [...cells.map((text) => text ?? '-'), ...(isChecked ? [checkWords(account)] : [])];
  });
  const columns = isChecked ? [...COLUMNS, CHECK] : COLUMNS;
  const problems = problemLines(accounts).flatMap((line) => wrapped(line, width));
  const lines = [
    ...textTable(columns, rows, 'auto', width),
    ...(problems.length > 0 ? ['', ...problems] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** Why accounts could not be entered; a reason that several share, but for their ids, is said once. */
function problemLines(accounts: readonly FoundAccount[]): readonly string[] {
  const refused = accounts.flatMap(({ id, name, tried }) =>
    tried?.entered === false ? [{ id, name, why: tried.why }] : [],
  );
  const alike = Map.groupBy(refused, ({ id, why }) => (id === null ? why : why.replaceAll(id, '{account}')));
  return [...alike].map(([shared, [first, ...more]]) => {
    if (first !== undefined && more.length === 0)
      return oneLine(
        [[first.id, first.name].filter(Boolean).join(' '), first.why].filter(Boolean).join(': '),
      );
    return oneLine(`${counted(more.length + 1, 'account')}: ${shared}`);
  });
}

function checkWords({ entry, tried }: FoundAccount): string {
  if (entry.way === 'skipped') return 'skipped';
  return tried?.entered === true ? 'entered' : 'refused';
}

/** What was listed, in a line before the accounts. */
export function bannerOf({ accounts, organization, caller }: FoundAccounts): string {
  const closed = accounts.filter(({ entry }) => entry.way === 'skipped').length;
  return [
    ...(organization === null ? [] : [`organization ${organization.id ?? 'of unknown id'}`]),
    `${counted(accounts.length, 'account')}${closed === 0 ? '' : `, ${closed} of them not active`}`,
    ...(caller === null ? [] : [`as ${caller.callerArn}`]),
  ].join(' · ');
}

/** What is left to say behind the accounts. */
export function endingOf({ accounts }: FoundAccounts, isChecked: boolean): readonly string[] {
  const open = accounts.filter(({ entry }) => entry.way !== 'skipped');
  if (isChecked) {
    const entered = open.filter(({ tried }) => tried?.entered === true).length;
    return [`${entered} of ${counted(open.length, 'account')} can be entered`];
  }
  const reasons = Map.groupBy(
    open.flatMap(({ entry }) => (entry.way === 'none' ? [entry.why] : [])),
    (why) => why,
  );
  return [...reasons].map(([why, those]) => `notice: ${counted(those.length, 'account')}: ${oneLine(why)}`);
}
