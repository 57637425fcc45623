import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { loadPrices } from '../../source/analysis/prices-file.ts';
import { BUILT_IN_PRICES } from '../../source/kinds/price-list.ts';
import { makePlace, type Place } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';

let place: Place;
before(() => {
  place = makePlace();
});
after(() => place.remove());

const run = (...args: readonly string[]) => runWarm(place, args);

const SCAN = ['scan', '--demo', '--demo-size', 'small', '--faults', 'none', '--latency', '0'];
const ONE_CELL = ['--kind', 'ebs-snapshot', '--region', 'eu-west-1', '--format', 'ndjson', '--output', '-'];

/** The high bounds of the snapshots on standard output; null: not known. */
function highBounds(stdout: string): readonly unknown[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ kind }) => kind === 'ebs-snapshot')
    .map(({ monthly_cost_high: high }) => high);
}

test('a region has costs only where its prices are known, and --prices makes them known', async () => {
  const unknown = await run(...SCAN, ...ONE_CELL, '--prices', 'builtin');
  assert.equal(unknown.exitCode, 0);
  const bounds = highBounds(unknown.stdout);
  assert.notEqual(bounds.length, 0);
  assert.deepEqual(new Set(bounds), new Set([null]));
  const prices = { ebs_standard: 1, ebs_archive: 1 };
  const list = { date: '2026-01-31', source: 'a contract', regions: { 'eu-west-1': prices } };
  fs.writeFileSync(place.file('prices.json'), JSON.stringify(list));
  const known = await run(...SCAN, ...ONE_CELL, '--prices', 'prices.json');
  assert.equal(highBounds(known.stdout).length, bounds.length);
  assert.equal(highBounds(known.stdout).includes(null), false);
});

test('a wrong price list ends the run before it begins, with the place of the fault and exit code 2', async () => {
  fs.writeFileSync(place.file('wrong.json'), '{"date": "2026-01-31", "source": "x", "regions": {"a": 7}}');
  const { exitCode, stdout, stderr } = await run(...SCAN, '--prices', 'wrong.json');
  assert.deepEqual(
    { exitCode, stdout, stderr },
    {
      exitCode: 2,
      stdout: '',
      stderr: `snapdeck: The price list ${fs.realpathSync(place.file('wrong.json'))} is wrong: regions.a must be an object of prices\n`,
    },
  );
});

test('--prices is refused where nothing is scanned', async () => {
  const { exitCode, stderr } = await run('export', 'last', '--prices', 'prices.json');
  assert.deepEqual(
    { exitCode, stderr },
    {
      exitCode: 2,
      stderr: 'snapdeck: --prices is for a scan: a scan file keeps the costs that it was estimated with.\n',
    },
  );
});

test('prints the price list in the form that --prices takes, unknown prices as null', async () => {
  const { exitCode, stdout, stderr } = await run('prices', '--region', 'eu-west-1,us-gov-*');
  assert.equal(exitCode, 0);
  const list = JSON.parse(stdout);
  assert.deepEqual(Object.keys(list.regions), [
    'us-east-1',
    'ap-northeast-2',
    'eu-west-1',
    'us-gov-east-1',
    'us-gov-west-1',
  ]);
  assert.deepEqual(list.regions['us-east-1'], {
    ebs_standard: 0.05,
    ebs_archive: 0.0125,
    rds: 0.095,
    aurora: 0.021,
    documentdb: 0.021,
    neptune: 0.021,
    efs_warm: 0.05,
    efs_cold: { low: 0.01, high: 0.0125 },
    fsx_backup: null,
    dynamodb_backup: 0.1,
    redshift_snapshot: null,
    redshift_serverless_snapshot: null,
    elasticache_snapshot: null,
    memorydb_snapshot: null,
    backup_warm: null,
    backup_cold: null,
  });
  assert.deepEqual(new Set(Object.values(list.regions['eu-west-1'])), new Set([null]));
  assert.match(stderr, /^US dollars a month for 2\^30 bytes \(GB-month\); null: not known\. /);
  fs.writeFileSync(place.file('printed.json'), stdout);
  assert.deepEqual(
    loadPrices(place.file('printed.json'), '/').regions['us-east-1'],
    BUILT_IN_PRICES.regions['us-east-1'],
  );
  const again = await run('prices', '--region', 'eu-west-1,us-gov-*', '--prices', 'printed.json');
  assert.equal(again.stdout, stdout);
});

test('prints a line for every region of the partition where none is named', async () => {
  const { stdout } = await run('prices', '--partition', 'aws-cn');
  const regions = Object.keys(JSON.parse(stdout).regions);
  assert.deepEqual(regions, ['us-east-1', 'ap-northeast-2', 'cn-north-1', 'cn-northwest-1']);
});

test('a region or partition that there is not is one clear line', async () => {
  const region = await run('prices', '--region', 'mars-1');
  assert.deepEqual(region, {
    exitCode: 2,
    stdout: '',
    stderr: 'snapdeck: --region: no region that snapdeck knows matches "mars-1".\n',
  });
  const partition = await run('prices', '--partition', 'mars');
  assert.deepEqual(partition, {
    exitCode: 2,
    stdout: '',
    stderr: 'snapdeck: --partition: there is no "mars": it is one of aws, aws-us-gov, aws-cn, aws-eusc.\n',
  });
});
