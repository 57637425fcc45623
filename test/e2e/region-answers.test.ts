/** Regions and hosts: only what AWS lists as off is off, only its own hosts may be missing, and its listing outranks ours. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { demoEnvironment } from '../../source/demo/environment.ts';
import { type DemoServerOptions, startDemoServer } from '../../source/demo/server.ts';
import { alteredAws } from '../helpers/altered-aws.ts';
import { makePlace, type Place } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';

const NO_AWS_HOSTS = fileURLToPath(new URL('../fixtures/no-aws-hosts.cjs', import.meta.url));
const COVERAGE = v.looseObject({
  kind: v.string(),
  region: v.string(),
  collector: v.optional(v.string()),
  outcome: v.optional(v.string()),
  error: v.optional(v.nullable(v.string())),
});

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

async function scan(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const run = await runWarm(place, ['scan', ...args, '--format', 'ndjson', '--output', '-'], {
    NODE_OPTIONS: `--require ${NO_AWS_HOSTS}`,
    LOOKED_UP: place.file('looked-up'),
    ...environment,
  });
  const cells = run.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => v.parse(COVERAGE, JSON.parse(line)))
    .filter(({ kind }) => kind === 'coverage');
  return { ...run, cells };
}

const simulated = async (context: Parameters<typeof alteredAws>[0], options: Partial<DemoServerOptions>) => {
  const server = await startDemoServer({ size: 'small', latency: 0, faults: 'none', ...options });
  context.after(() => server.close());
  return server;
};

test('a region that AWS lists as on but that refuses the token fails its cells with a hint, exit code 3', async (context) => {
  const server = await simulated(context, {
    everyRegion: true,
    faults: [{ region: 'me-south-1', effect: 'not-opted-in' }],
  });
  const args = ['--region', 'me-south-1,eu-west-1', '--kind', 'ebs-snapshot,rds-snapshot,datasync-agent'];
  const { exitCode, cells, stderr } = await scan(args, demoEnvironment(server.url));
  assert.equal(exitCode, 3, stderr);
  assert.deepEqual(
    cells.map(({ region, collector, outcome }) => `${region} ${collector} ${outcome}`).sort(),
    [
      ...['datasync-agent', 'ebs-snapshot', 'rds-snapshot'].map((kind) => `eu-west-1 ${kind} done`),
      ...['datasync-agent', 'ebs-snapshot', 'rds-snapshot'].map((kind) => `me-south-1 ${kind} failed`),
    ],
  );
  const { stdout } = await runWarm(place, ['scan', ...args], demoEnvironment(server.url));
  assert.match(
    stdout.replace(/\s+/g, ' '),
    /session tokens of the global STS endpoint do not work in opt-in regions/,
  );
});

test('a host that a variable or the profile names and that is not found fails its cells and is named, exit code 3', async (context) => {
  const server = await simulated(context, {});
  const args = ['--region', 'us-east-1', '--kind', 'efs-recovery-point,ebs-snapshot'];
  const byVariable = await scan(args, {
    ...demoEnvironment(server.url),
    AWS_ENDPOINT_URL_BACKUP: 'http://backup.snapdeck.invalid',
  });
  writeFileSync(
    place.file('aws-config'),
    '[default]\nservices = private\n[services private]\nbackup =\n  endpoint_url = http://backup.snapdeck.invalid\n',
  );
  const byProfile = await scan(args, withoutBackup(server.url));
  for (const [run, named] of [
    [byVariable, /AWS_ENDPOINT_URL_BACKUP names a host that is not found/],
    [byProfile, /backup.* names a host that is not found/],
  ] as const) {
    assert.equal(run.exitCode, 3, run.stderr);
    const failed = run.cells.find(({ collector }) => collector === 'efs-recovery-point');
    assert.equal(failed?.outcome, 'failed');
    assert.match(failed?.error ?? '', named);
  }
  assert.equal(readFileSync(place.file('looked-up'), 'utf8'), 'backup.snapdeck.invalid\n'.repeat(2));
});

test('a proxy that is not found is named by its variable, exit code 4', async (context) => {
  const server = await simulated(context, {});
  const { exitCode, stderr } = await scan([], {
    ...demoEnvironment(server.url),
    HTTP_PROXY: 'http://proxy.invalid:3128',
  });
  assert.equal(exitCode, 4);
  assert.match(stderr, /^AWS cannot be reached\.\n.*HTTP_PROXY names a host that is not found/);
});

/** Every service but AWS Backup is at the simulated AWS. */
function withoutBackup(url: string): Readonly<Record<string, string>> {
  const { AWS_ENDPOINT_URL: _, ...keys } = demoEnvironment(url);
  const names = ['EC2', 'RDS', 'EFS', 'DATASYNC', 'DLM', 'STS', 'ACCOUNT', 'IAM', 'PRICING'];
  return { ...keys, ...Object.fromEntries(names.map((name) => [`AWS_ENDPOINT_URL_${name}`, url])) };
}

test("AWS's own host that is not found in a region that is on is not offered there, asked once, exit code 0", async (context) => {
  const server = await simulated(context, {});
  const args = ['--region', 'us-east-1', '--kind', 'efs-recovery-point,ebs-snapshot'];
  const { exitCode, cells, stderr } = await scan(args, withoutBackup(server.url));
  assert.equal(exitCode, 0, stderr);
  const cell = cells.find(({ collector }) => collector === 'efs-recovery-point');
  assert.deepEqual([cell?.outcome, cell?.error], ['skipped', 'ENOTFOUND: not offered here']);
  assert.equal(readFileSync(place.file('looked-up'), 'utf8'), 'backup.us-east-1.amazonaws.com\n');
});

test('where AWS would not list its regions, a host that is not found is a failure, exit code 3', async (context) => {
  const server = await simulated(context, {
    faults: [{ service: 'ec2', operation: 'DescribeRegions', effect: 'denied' }],
  });
  const args = ['--region', 'us-east-1', '--kind', 'efs-recovery-point'];
  const { exitCode, cells } = await scan(args, withoutBackup(server.url));
  assert.equal(exitCode, 3);
  assert.equal(cells[0]?.outcome, 'failed');
  assert.match(cells[0]?.error ?? '', /whether the region is on and has the service is not known/);
});

test('a new region that AWS lists as on is scanned though our own list lacks it', async (context) => {
  const { environment, calls } = await alteredAws(context, ({ operation, region }, { body }) => {
    if (operation === 'DescribeRegions')
      return {
        body: body.replace(
          '<regionInfo>',
          '<regionInfo><item><regionName>sa-west-1</regionName><optInStatus>opt-in-not-required</optInStatus></item>',
        ),
      };
    if (region !== 'sa-west-1') return undefined;
    const set = {
      DescribeSnapshots: 'snapshotSet',
      DescribeVolumes: 'volumeSet',
      DescribeImages: 'imagesSet',
    }[operation];
    return { status: 200, body: `<${operation}Response><${set}/></${operation}Response>` };
  });
  const { exitCode, cells, stderr } = await scan(
    ['--region', 'sa-west-1', '--kind', 'ebs-snapshot'],
    environment,
  );
  assert.equal(exitCode, 0, stderr);
  assert.deepEqual(
    cells.map(({ region, outcome }) => [region, outcome]),
    [['sa-west-1', 'empty']],
  );
  assert.ok(calls.includes('ec2:DescribeSnapshots sa-west-1'));
  const typo = await scan(['--region', 'sa-west-2', '--kind', 'ebs-snapshot'], environment);
  assert.equal(typo.exitCode, 2);
  assert.match(
    typo.stderr,
    /^There is no region "sa-west-2" among those that AWS lists for this account\. Close: sa-west-1, /,
  );
});
