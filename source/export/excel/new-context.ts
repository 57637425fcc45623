/** What the sheets of a workbook share, from its beginning. */
import type { Writable } from 'node:stream';
import type { ByteUnit } from '../../model/format.ts';
import { failureOf } from '../text/sink.ts';
import { WorkbookCharts } from './charts/add-charts.ts';
import { startWorkbook } from './excel-stream.ts';
import { NamedTables } from './named-tables.ts';
import { PackageParts } from './package-parts.ts';
import type { WorkbookContext } from './sheet-rows.ts';

/** How a workbook begins. */
interface Beginning {
  readonly created: Date;
  readonly byteUnit: ByteUnit;
  readonly footer: string;
  /** Rejects when it is to be stopped; absent: it never is. */
  readonly aborted?: Promise<never>;
  readonly mostRows?: number;
}

/** Begins a workbook in a stream. */
export function newContext(
  output: Writable,
  { created, byteUnit, footer, aborted, mostRows }: Beginning,
): WorkbookContext {
  const failure = failureOf(output);
  const workbook = startWorkbook(output, created);
  const parts = new PackageParts(workbook);
  const ends = aborted === undefined ? [failure.happens] : [failure.happens, aborted];
  return {
    workbook,
    charts: new WorkbookCharts(parts),
    tables: new NamedTables(parts),
    byteUnit,
    footer,
    sheetNames: new Set(),
    settled: (work) => Promise.race([work, ...ends]),
    ...(mostRows === undefined ? {} : { mostRows }),
  };
}
