import path from 'node:path';
import { findKind } from '../../kinds/registry.ts';
import { SOURCES_TAB } from '../../kinds/sources/source-columns.ts';
import type { AccountState } from '../../model/account.ts';
import type { ExportFormat } from '../../model/export-format.ts';
import type { ScanFacts } from '../../model/scan-facts.ts';

/** Names that Windows keeps for devices, with any extension. */
const WINDOWS_RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Characters that no file name may hold on one of the platforms, and those that a shell or a reader trips over. */
const UNSAFE_IN_NAMES = /[<>:"/\\|?*\p{C}\p{Z}\ufffd]+/gu;

/** File systems allow 255 bytes; this leaves room for what is added around an account's name. */
const LONGEST_NAME_BYTES = 100;

/** A text as part of a file name on every platform: `PROD/ACCOUNT 1` is `PROD-ACCOUNT-1`. */
export function safeFileName(text: string, mostBytes = LONGEST_NAME_BYTES): string {
  const plain = text.normalize('NFC').replace(UNSAFE_IN_NAMES, '-').replace(/-{2,}/g, '-');
  const trimmed = cutToBytes(plain, mostBytes).replace(/^[-.]+|[-.]+$/g, '');
  if (trimmed === '') return 'account';
  return WINDOWS_RESERVED.test(trimmed) ? `_${trimmed}` : trimmed;
}

function cutToBytes(text: string, bytes: number): string {
  let cut = '';
  for (const character of text) {
    if (Buffer.byteLength(cut + character) > bytes) break;
    cut += character;
  }
  return cut;
}

/** What an export is named after. */
export interface NamedScan {
  readonly facts: Pick<ScanFacts, 'identity' | 'regions' | 'kinds' | 'accountsChoice'>;
  /** Of a scan of many accounts; else none. */
  readonly accounts: readonly Pick<AccountState, 'id' | 'name'>[];
  /** The table that all of it is of; absent or null: of all. */
  readonly tab?: string | null;
}

/**
 * The name of an export without version and extension:
 * `{whose}-{datasync|snapshots|sources|inventory}-{all or the one region}-export-{MM.DD.YYYY}`, the day of `time` in UTC. Whose:
 * the account's name, `ORG` for all of an organization, `12-ACCOUNTS`. `what`: written in the place of `export`.
 */
export function exportBaseName({ facts, accounts, tab }: NamedScan, time: number, what = 'export'): string {
  const [region] = facts.regions;
  const regions = facts.regions.length === 1 && region !== undefined ? safeFileName(region) : 'all';
  const [year, month, day] = new Date(time).toISOString().slice(0, 10).split('-');
  return `${whoseName({ facts, accounts })}-${contentOf(facts.kinds, tab)}-${regions}-${what}-${month}.${day}.${year}`;
}

function contentOf(kinds: readonly string[], tab: string | null | undefined): string {
  if (tab === SOURCES_TAB) return SOURCES_TAB;
  const groups = new Set(kinds.map((id) => findKind(id)?.group));
  const [only] = groups;
  return groups.size === 1 && only !== undefined ? only : 'inventory';
}

function whoseName({ facts: { identity, accountsChoice }, accounts }: NamedScan): string {
  const [first, ...more] = accounts;
  if (first === undefined) return safeFileName(identity?.accountName || identity?.account || 'account');
  if (more.length === 0) return accountFileName(first);
  return accountsChoice?.isWholeOrganization === true ? 'ORG' : `${accounts.length}-ACCOUNTS`;
}

/** An account of several as part of a file name: its name, and its id, since another may have the same name. */
export function accountFileName({ id, name }: Pick<AccountState, 'id' | 'name'>): string {
  const plainId = safeFileName(id);
  if (name === null || name === id) return plainId;
  return `${safeFileName(name, LONGEST_NAME_BYTES - plainId.length - 1)}-${plainId}`;
}

/** The file of one account beside the file of the whole that the user named: `all.xlsx`, `all-pay-prod-012345678901.xlsx`. */
export function nameOfAccountsFile(file: string, account: Pick<AccountState, 'id' | 'name'>): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}-${accountFileName(account)}${ext}`);
}

/** A base name with its version: the first has none, the second is `-v2`. */
export function versionedName(base: string, version: number): string {
  return version === 1 ? base : `${base}-v${version}`;
}

/** The end of a format's file names, with its dot. */
export function extensionOf(format: ExportFormat): string {
  return format === 'markdown' ? '.md' : `.${format}`;
}
