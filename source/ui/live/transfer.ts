import { datasyncExecution } from '../../kinds/datasync/datasync-execution.ts';
import { EXECUTION_STATUSES } from '../../kinds/datasync/datasync-facts.ts';
import {
  recentRate,
  type TransferCounts,
  type TransferSample,
  transferPercent,
  transferTimeLeft,
} from '../../kinds/datasync/transfer-progress.ts';
import type { Value } from '../../model/columns.ts';
import { type ByteUnit, formatDuration, formatRate } from '../../model/format.ts';
import type { TableRow } from '../../model/table-query.ts';

/** The tab and kind of executions. */
export const EXECUTIONS_TAB = datasyncExecution.tab;
export const EXECUTION_KIND = datasyncExecution.id;

/** The states of an execution that has not ended. */
export const UNDER_WAY = EXECUTION_STATUSES.underWay;

/** True for an execution that has not ended. */
export function isUnderWay(row: TableRow): boolean {
  return row.kind === EXECUTION_KIND && UNDER_WAY.some((status) => status === row.values.status);
}

/** What an execution has transferred and expects to. */
export function countsOf({ values }: TableRow): TransferCounts {
  return {
    bytes: numberOf(values.bytes_transferred),
    expectedBytes: numberOf(values.estimated_bytes),
    files: numberOf(values.files_transferred),
    expectedFiles: numberOf(values.estimated_files),
  };
}

function numberOf(value: Value | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

const UNKNOWN = 'n/a';

/**
 * What stands in a column of an execution under way instead of the stored value: a bar, the rate and the time left as
 * measured over the last minute, and `n/a` for what AWS gives nothing to measure by. Null: the stored value.
 */
export function transferText(
  row: TableRow,
  column: string,
  room: number,
  { samples, unit }: { readonly samples: readonly TransferSample[]; readonly unit: ByteUnit },
): string | null {
  if (!isUnderWay(row)) return null;
  const measured = recentRate(samples);
  switch (column) {
    case 'progress':
      return progressBar(transferPercent(countsOf(row)), room);
    case 'throughput_per_second': {
      const rate = measured?.bytes ?? numberOf(row.values.throughput_per_second);
      return rate === null ? UNKNOWN : formatRate(rate, unit).slice(0, -2);
    }
    case 'time_left': {
      const left =
        measured === null || row.values.status !== 'TRANSFERRING'
          ? numberOf(row.values.time_left)
          : transferTimeLeft(countsOf(row), measured);
      return left === null ? UNKNOWN : formatDuration(left);
    }
    default:
      return null;
  }
}

/** Cells of the bar in a line of words. */
const BAR_IN_WORDS = 24;

/** How far a transfer under way is, in a line: `[####....]  8%, 233.9 MiB/s, 4h 04m left`; unknown parts say so. */
export function transferWords(row: TableRow, samples: readonly TransferSample[], unit: ByteUnit): string {
  const part = (column: string) => transferText(row, column, BAR_IN_WORDS, { samples, unit }) ?? UNKNOWN;
  const [bar, rate, left] = ['progress', 'throughput_per_second', 'time_left'].map(part);
  return [
    bar === UNKNOWN ? 'share not known yet' : bar,
    rate === UNKNOWN ? 'rate not known' : `${rate}/s`,
    left === UNKNOWN ? 'time left not known' : `${left} left`,
  ].join(', ');
}

/** The narrowest bar that tells more than its number. */
const LEAST_BAR = 4;

/** `[###.....]  43%` in so many cells, the number alone where there is little room. */
export function progressBar(percent: number | null, room: number): string {
  if (percent === null) return UNKNOWN;
  const number = `${percent}%`.padStart(4);
  const width = room - number.length - 3;
  if (width < LEAST_BAR) return number.trim();
  // What has begun can be seen, and what has not ended is not full.
  const filled = Math.max(percent > 0 ? 1 : 0, Math.floor((width * percent) / 100));
  return `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${number}`;
}

/** What is said when a transfer has ended; null while it is under way. */
export function endWords(row: TableRow): { readonly text: string; readonly failed: boolean } | null {
  const { values, region } = row;
  if (isUnderWay(row)) return null;
  const name = typeof values.task_name === 'string' ? values.task_name : 'a transfer';
  const took = numberOf(values.duration);
  const after = took === null ? '' : ` after ${formatDuration(took)}`;
  if (values.status !== 'ERROR') return { text: `${name} in ${region} finished${after}`, failed: false };
  const why = typeof values.error_code === 'string' ? `: ${values.error_code}` : '';
  return { text: `${name} in ${region} failed${after}${why}`, failed: true };
}
