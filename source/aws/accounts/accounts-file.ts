import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { withHome } from '../../base/home-folder.ts';
import { oneLine } from '../../base/one-line.ts';
import { UsageError } from '../../base/usage-error.ts';
import { ACCOUNT_ID, wrongId } from './choice.ts';

/** An account of a file, and what the file says of the way into it. */
export interface FileAccount {
  readonly id: string;
  readonly name: string | null;
  readonly role: string | null;
  readonly profile: string | null;
  readonly externalId: string | null;
  /** Where it stands: `accounts.csv, line 7`. */
  readonly place: string;
  /** Where it stands once more, which counts for nothing; absent: nowhere. */
  readonly again?: readonly string[];
}

/** Columns by the headers that they may have; others are passed over. */
type AccountColumn = 'id' | 'name' | 'role' | 'profile' | 'externalId';
const HEADERS: Readonly<Record<string, AccountColumn>> = {
  id: 'id',
  account: 'id',
  account_id: 'id',
  name: 'name',
  role: 'role',
  profile: 'profile',
  external_id: 'externalId',
};

/**
 * Reads a file of accounts.
 * @throws UsageError that names the file and the line
 */
export function readAccountsFile(file: string): readonly FileAccount[] {
  let text: string;
  try {
    text = readFileSync(withHome(file), 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    const reason = error instanceof Error ? error.message : String(error);
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : reason;
    throw new UsageError(`@${file} cannot be read: ${why}.`, { cause: error });
  }
  return parseAccountsFile(text, file);
}

interface Line {
  readonly fields: readonly string[];
  readonly number: number;
}

/**
 * The accounts of a file: one id a line, or CSV with the columns id, name, role, profile and external_id in any order.
 * What stands behind `#` is a comment, in CSV where it begins a line. An account that comes twice counts as it first
 * stands.
 * @throws UsageError that names the file and the line
 */
export function parseAccountsFile(text: string, file: string): readonly FileAccount[] {
  const plain = plainLines(text);
  const [first] = plain;
  if (first === undefined) throw new UsageError(`${file} names no account.`);
  const isCsv = first.text.includes(',') || HEADERS[headerOf(first.text)] !== undefined;
  return once(isCsv ? csvAccounts(csvLines(text, file), file) : plainAccounts(plain, file));
}

/** Lines without their comments, those without anything left out. */
function plainLines(text: string): readonly { readonly text: string; readonly number: number }[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .map((line, index) => ({ text: line.replace(/#.*/, '').trim(), number: index + 1 }))
    .filter((line) => line.text !== '');
}

function plainAccounts(lines: ReturnType<typeof plainLines>, file: string): readonly FileAccount[] {
  return lines.map(({ text, number }) => {
    const place = `${file}, line ${number}`;
    return {
      id: checkedId(text, place),
      name: null,
      role: null,
      profile: null,
      externalId: null,
      place,
    };
  });
}

function csvLines(text: string, file: string): readonly Line[] {
  const lines: Line[] = [];
  try {
    parse(text, {
      bom: true,
      comment: '#',
      comment_no_infix: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (fields: string[], context) => {
        lines.push({ fields, number: context.lines });
        return null;
      },
    });
    return lines;
  } catch (error) {
    const reason = oneLine(error instanceof Error ? error.message : String(error));
    throw new UsageError(`${file} is no CSV: ${reason}.`, { cause: error });
  }
}

function csvAccounts([header, ...lines]: readonly Line[], file: string): readonly FileAccount[] {
  const columns = header?.fields.map((text) => HEADERS[headerOf(text)]) ?? [];
  if (!columns.includes('id'))
    throw new UsageError(
      `${file}, line ${header?.number ?? 1}: CSV needs a first line that names its columns, with one "id" (it has ${oneLine(header?.fields.join(', ') ?? '')}).`,
    );
  if (lines.length === 0) throw new UsageError(`${file} has no account below its header.`);
  return lines.map(({ fields, number }) => {
    const get = (column: AccountColumn) => fields[columns.indexOf(column)]?.trim() || null;
    return csvAccount(get, `${file}, line ${number}`);
  });
}

function headerOf(text: string): string {
  return text.trim().toLowerCase().replaceAll(/[ -]/g, '_');
}

function csvAccount(get: (column: AccountColumn) => string | null, place: string): FileAccount {
  const [role, profile, externalId] = [get('role'), get('profile'), get('externalId')];
  if (role !== null && profile !== null)
    throw new UsageError(`${place}: an account is entered by a role or with a profile, not both.`);
  return { id: checkedId(get('id') ?? '', place), name: get('name'), role, profile, externalId, place };
}

function checkedId(text: string, place: string): string {
  const id = text.trim();
  if (!ACCOUNT_ID.test(id)) throw new UsageError(`${place}: ${oneLine(wrongId(id))}.`);
  return id;
}

/** Each account as it first stands, with the places where it stands again. */
export function once(accounts: readonly FileAccount[]): readonly FileAccount[] {
  const found = new Map<string, FileAccount>();
  for (const account of accounts) {
    const first = found.get(account.id);
    const more = [account.place, ...(account.again ?? [])];
    found.set(
      account.id,
      first === undefined ? account : { ...first, again: [...(first.again ?? []), ...more] },
    );
  }
  return [...found.values()];
}
