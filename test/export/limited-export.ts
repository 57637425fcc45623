/** Exports a scan file (first argument) to a path (second) in a format (third); prints what stopped it. */
import { PassThrough } from 'node:stream';
import * as v from 'valibot';
import { exportScan } from '../../source/export/export-scan.ts';
import { EXPORT_FORMATS } from '../../source/model/export-format.ts';

const [scanFile = '', output = '', format] = process.argv.slice(2);
const request = {
  scanFile,
  output,
  formats: [v.parse(v.picklist(EXPORT_FORMATS), format)],
  byteUnit: 'auto',
  now: Date.now(),
} as const;
const hooks = {
  onProgress: () => undefined,
  signal: new AbortController().signal,
  stdout: new PassThrough(),
};
try {
  await exportScan(request, hooks);
} catch (error) {
  process.stdout.write(String(error));
  process.exitCode = 1;
}
