import { findKind } from '../../kinds/registry.ts';
import type { ExportFormat } from '../../model/export-format.ts';
import type { ScanFacts } from '../../model/scan-facts.ts';

/** Names that Windows keeps for devices, with any extension. */
const WINDOWS_RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Characters that no file name may hold on one of the platforms, and those that a shell or a reader trips over. */
const UNSAFE_IN_NAMES = /[<>:"/\\|?*\p{C}\p{Z}\ufffd]+/gu;

/** File systems allow 255 bytes; this leaves room for what is added around an account's name. */
const LONGEST_NAME_BYTES = 100;

/** A text as part of a file name on every platform: `PROD/ACCOUNT 1` is `PROD-ACCOUNT-1`. */
export function safeFileName(text: string): string {
  const plain = text.normalize('NFC').replace(UNSAFE_IN_NAMES, '-').replace(/-{2,}/g, '-');
  const trimmed = cutToBytes(plain, LONGEST_NAME_BYTES).replace(/^[-.]+|[-.]+$/g, '');
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

/**
 * The name of an export without version and extension:
 * `{account-name}-{datasync|snapshots|inventory}-{all or the one region}-export-{MM.DD.YYYY}`, the date in UTC.
 */
export function exportBaseName(
  facts: Pick<ScanFacts, 'identity' | 'regions' | 'kinds'>,
  now: number,
): string {
  const account = facts.identity?.accountName || facts.identity?.account || 'account';
  const groups = new Set(facts.kinds.map((id) => findKind(id)?.group));
  const [only] = groups;
  const content = groups.size === 1 && only !== undefined ? only : 'inventory';
  const [region] = facts.regions;
  const regions = facts.regions.length === 1 && region !== undefined ? safeFileName(region) : 'all';
  const [year, month, day] = new Date(now).toISOString().slice(0, 10).split('-');
  return `${safeFileName(account)}-${content}-${regions}-export-${month}.${day}.${year}`;
}

/** A base name with its version: the first has none, the second is `-v2`. */
export function versionedName(base: string, version: number): string {
  return version === 1 ? base : `${base}-v${version}`;
}

/** The end of a format's file names, with its dot. */
export function extensionOf(format: ExportFormat): string {
  return `.${format}`;
}
