import { counted } from '../model/words.ts';

/** How far an export is. */
export interface ExportProgress {
  /** The rows that are exported, as its end counts them: each once, however many sheets and files it is on. */
  readonly rows: number;
  /** From 0 to 1: how much is written of the lines that they have on all sheets and in all files. */
  readonly share: number;
  /** What is being written: a sheet's or file's name. */
  readonly part: string;
}

/** As `EBS Snapshots: 42% of 5,678 rows`; empty before anything is known. */
export function exportProgressWords({ rows, share, part }: ExportProgress): string {
  const done = rows === 0 ? '' : `${Math.floor(share * 100)}% of ${counted(rows, 'row')}`;
  return [part, done].filter((words) => words !== '').join(': ');
}
