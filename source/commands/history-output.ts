/** How kept scans are printed. */
import path from 'node:path';
import { keptScansTable } from '../analysis/kept-scans-table.ts';
import { jsonText } from '../base/safe-text.ts';
import { type ByteUnit, formatBytes, formatInstant, isoInstant } from '../model/format.ts';
import type { KeptScan } from '../model/kept-scan.ts';
import { counted } from '../model/words.ts';
import { outlineOf } from '../store/history/kept-scans.ts';
import type { PrunedScan, RetentionPolicy } from '../store/history/retention.ts';
import { readScanFileName } from '../store/scan-folder.ts';

/** The kept scans in a format. `width`: cells of a line of text. */
export async function historyText(
  scans: readonly KeptScan[],
  format: 'text' | 'csv' | 'json' | 'ndjson',
  unit: ByteUnit,
  width: number,
): Promise<string> {
  const json = (scan: KeptScan, more: object = {}) =>
    jsonText(JSON.stringify({ ...more, ...recordOf(scan) }));
  switch (format) {
    case 'csv':
      return await csv(scans.map(recordOf));
    case 'json':
      return scans.length === 0 ? '[]\n' : `[\n${scans.map((scan) => `  ${json(scan)}`).join(',\n')}\n]\n`;
    case 'ndjson':
      return scans.map((scan) => `${json(scan, { kind: 'scan' })}\n`).join('');
    case 'text':
      return plainText(scans, unit, width);
  }
}

/** A scan as data: what the CSV has as columns, the JSON as members. What cannot be read is null, and `fault` says why. */
function recordOf({ id, file, sizeOnDisk, scan, fault }: KeptScan) {
  return {
    ...{ id, name: scan?.name ?? null },
    kept: scan === null ? null : scan.isKept || scan.name !== null,
    state: scan?.state ?? null,
    ...{ started: instant(scan?.startedAt), ended: instant(scan?.endedAt) },
    accounts: scan?.accounts ?? null,
    ...{ account: scan?.account?.id ?? null, account_name: scan?.account?.name ?? null },
    ...{ organization: scan?.organization ?? null, chosen: scan?.accountWords ?? null },
    ...{ regions: scan?.regions ?? null, kinds: scan?.kinds ?? null },
    ...{ rows: scan?.rows ?? null, problems: scan?.problems ?? null },
    ...{ bytes: scan?.bytes?.sum ?? null, bytes_unknown: scan?.bytes?.unknown ?? null },
    ...{ cost_low: scan?.cost?.low ?? null, cost_high: scan?.cost?.high ?? null },
    cost_unknown: scan?.cost?.unknown ?? null,
    ...{ size_on_disk: sizeOnDisk, file, version: scan?.version ?? null, fault: fault?.message ?? null },
  };
}

function instant(time: number | null | undefined): string | null {
  return time === null || time === undefined ? null : isoInstant(time);
}

async function csv(records: readonly ReturnType<typeof recordOf>[]): Promise<string> {
  const { BYTE_ORDER_MARK, csvField, csvRecord } = await import('../export/text/csv.ts');
  const lines = records.map((record) => CSV_COLUMNS.map((column) => csvField('text', record[column])));
  return BYTE_ORDER_MARK + [CSV_COLUMNS, ...lines].map(csvRecord).join('');
}

const CSV_COLUMNS = [
  ...(['id', 'name', 'kept', 'state', 'started', 'ended', 'accounts', 'account', 'account_name'] as const),
  ...(['organization', 'chosen', 'regions', 'kinds', 'rows', 'problems', 'bytes', 'bytes_unknown'] as const),
  ...(['cost_low', 'cost_high', 'cost_unknown', 'size_on_disk', 'file', 'version', 'fault'] as const),
];

function plainText(scans: readonly KeptScan[], unit: ByteUnit, width: number): string {
  const { head, lines } = keptScansTable(scans, unit, width);
  return [...(head === null ? [] : [head]), ...lines].map((line) => `${line}\n`).join('');
}

/** In a line behind the list: how many there are, and how much they take. */
export function historyEnding(scans: readonly KeptScan[], folder: string, unit: ByteUnit): string {
  if (scans.length === 0) return `no scan is kept yet in ${folder}`;
  const kept = scans.filter(({ scan }) => scan !== null);
  const broken = scans.length - kept.length;
  const others = broken === 0 ? '' : `, ${counted(broken, 'file')} that cannot be read`;
  return `${counted(kept.length, 'scan')}${others}, ${sizeOf(scans, unit)} in ${folder}`;
}

function sizeOf(scans: readonly KeptScan[], unit: ByteUnit): string {
  return formatBytes(
    scans.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0),
    unit,
  );
}

/** A scan in a few words: its id, and when it began, as far as it can be read. */
export function keptWords(file: string): string {
  const id = readScanFileName(file)?.id ?? path.basename(file);
  try {
    const { name, startedAt, state } = outlineOf(file);
    return `${id}${name === null ? '' : ` (${name})`} of ${formatInstant(startedAt)} UTC, ${state}`;
  } catch {
    return `${id} (cannot be read)`;
  }
}

/** What pruning came to, or would come to, a line a scan and one of all. */
export function pruneLines(
  pruned: readonly PrunedScan[],
  policy: RetentionPolicy,
  { isDry, unit }: { readonly isDry: boolean; readonly unit: ByteUnit },
): readonly string[] {
  const verb = isDry ? 'would be removed' : 'removed';
  const lines = pruned.map(({ scan, why }) => {
    const when =
      scan.scan === null ? 'cannot be read' : `${formatInstant(scan.scan.startedAt)} UTC, ${scan.scan.state}`;
    const reason = why === 'size' ? 'all together take too much' : 'enough newer ones stay';
    return `${verb}: ${scan.id} of ${when}, ${formatBytes(scan.sizeOnDisk, unit)} (${reason})`;
  });
  const scans = pruned.map(({ scan }) => scan);
  const all =
    pruned.length === 0
      ? `nothing ${isDry ? 'would be' : 'is'} removed`
      : `${counted(pruned.length, 'scan file')}, ${sizeOf(scans, unit)}, ${verb}`;
  return [...lines, `${all}; what stays: ${policyWords(policy)}`];
}

function policyWords({ last, daily, monthly, maxSize }: RetentionPolicy): string {
  const size = maxSize === null ? '' : `; ${formatBytes(maxSize, 'decimal')} in all`;
  return `of each choice of accounts the last ${last}, one a day of ${daily} days and one a month of ${monthly} months${size}`;
}

/** Told before scan files are removed for the first time. */
export function firstPruningWords(toBeTold: readonly PrunedScan[], policy: RetentionPolicy): string {
  const scans = toBeTold.map(({ scan }) => scan);
  const go = `${counted(scans.length, 'file')} (${sizeOf(scans, 'auto')})`;
  return `notice: from the next scan on old scan files are removed, ${go} at first; what stays: ${policyWords(policy)}; and all with a name (snapdeck history name). snapdeck history prune --dry-run lists what goes, "history" in config.json says what stays`;
}
