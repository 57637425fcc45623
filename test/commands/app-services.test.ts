import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { appServices } from '../../source/commands/app.ts';
import { loadConfig } from '../../source/commands/config.ts';
import { parseCommandLine } from '../../source/commands/flags.ts';
import type { ExportChoice } from '../../source/ui/loading/services.ts';
import { makeScanFile } from '../helpers/scan-files.ts';

const ROWS = ['snap-1', 'snap-2', 'snap-3'].map((snapshot_id) => ({ snapshot_id, size: 2 ** 30 }));

/** The services of an app that was started with these arguments in a folder of its own, over a scan file there. */
function servicesOf(t: TestContext, argv: readonly string[] = []) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-app-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const scanFile = path.join(folder, 'scan.sqlite');
  makeScanFile(scanFile, {
    cells: [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows: ROWS }],
  });
  fs.writeFileSync(
    path.join(folder, 'config.json'),
    JSON.stringify({ output_dir: path.join(folder, 'configured') }),
  );
  const { flags } = parseCommandLine(argv.map((arg) => arg.replace('HERE', folder)));
  const services = appServices(
    {
      flags,
      found: loadConfig(path.join(folder, 'config.json'), folder),
      version: '0.1.0',
      aws: () => assert.fail('an export asks AWS nothing'),
      prices: { prices: null, asked: null } as never,
      log: () => {},
    },
    null,
    () => assert.fail('an export asks for no code'),
  );
  const exported = async (choice?: ExportChoice) => {
    const { signal } = new AbortController();
    const result = await services.exportWorkbook(scanFile, () => {}, signal, choice);
    const files = result.paths.map((file) => path.relative(folder, file).replaceAll(path.sep, '/'));
    return { ...result, files };
  };
  return { folder, services, exported };
}

test('the app exports everything to one workbook in the configured folder', async (t) => {
  const { services, folder, exported } = servicesOf(t);
  assert.equal(services.exportFolder, path.join(folder, 'configured'));
  const { rows, files } = await exported();
  assert.equal(rows, 3);
  assert.equal(files.length, 1);
  assert.match(files[0] ?? '', /^configured\/[^/]+\.xlsx$/);
});

test('the app exports to the folder that --output names; to standard output it cannot, for that is the screen', async (t) => {
  const named = servicesOf(t, ['--output', 'HERE/named']);
  assert.match((await named.exported()).files[0] ?? '', /^named\/[^/]+\.xlsx$/);
  const dash = servicesOf(t, ['--output', '-']);
  assert.equal(dash.services.exportFolder, path.join(dash.folder, 'configured'));
});

test('the app exports the rows of every kind that pass a filter', async (t) => {
  const { folder, exported } = servicesOf(t);
  const output = path.join(folder, 'kept.json');
  const { rows } = await exported({ format: 'json', output, filter: 'snapshot_id:snap-2,snap-3' });
  assert.equal(rows, 2);
});

test('the app exports what was chosen: format, place and rows', async (t) => {
  const { folder, exported } = servicesOf(t);
  const selection = { query: { tab: 'ebs', sort: null }, rows: [2], words: '1 marked EBS snapshot' };
  const { rows, paths } = await exported({
    format: 'json',
    output: path.join(folder, 'chosen.json'),
    selection,
  });
  assert.equal(rows, 1);
  assert.deepEqual(paths, [path.join(folder, 'chosen.json')]);
  const document = JSON.parse(fs.readFileSync(paths[0] ?? '', 'utf8'));
  assert.deepEqual(
    document.rows['ebs-snapshot'].map((row: { snapshot_id: string }) => row.snapshot_id),
    ['snap-2'],
  );
});
