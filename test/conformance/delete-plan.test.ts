/**
 * The script of a delete plan, against programs that this project did not write: ShellCheck reads it, and the AWS CLI runs
 * it against moto, which boto3 lists before and after.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import * as v from 'valibot';
import { hostileTexts } from '../../source/demo/estate/hostile-texts.ts';
import { listOf } from '../../source/kinds/define/none.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import { madeAccount, makeScanFile } from '../helpers/scan-files.ts';
import { type Life, PYTHON, plainEnvironment, run, runSnapdeck, versionOf } from './children.ts';

/** Kinds of whose backups moto tells the source, and those of which it does not: nothing may go of these. */
const TOLD = ['ebs-snapshot', 'rds-snapshot', 'redshift-snapshot'];
const UNTOLD = ['rds-cluster-snapshot', 'dynamodb-backup'];
const KINDS = [...TOLD, ...UNTOLD];

const world = v.object({ url: v.string(), moto: v.string(), region: v.string() });
const listing = v.record(v.string(), v.array(v.string()));
type Listing = v.InferOutput<typeof listing>;

const plan = v.object({
  rows: v.array(v.object({ kind: v.string(), id: v.string(), command: v.array(v.string()) })),
  left_out: v.array(v.object({ kind: v.string(), id: v.nullable(v.string()), reason: v.string() })),
});

/** moto with backups of three days, and what boto3 lists of it each time that it is asked. */
async function startMoto(context: Life) {
  const child = spawn(PYTHON, [path.join(import.meta.dirname, 'moto_delete_plan.py')], {
    env: plainEnvironment(),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  context.after(async () => {
    child.stdin.end();
    await closed;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  // moto prints what it misses in between.
  const next = async (): Promise<unknown> => {
    const { value = '', done } = await lines.next();
    if (done === true) throw new Error('moto_delete_plan.py ended');
    return value.startsWith('{') ? JSON.parse(value) : await next();
  };
  const made = v.parse(world, await next());
  const list = async (): Promise<Listing> => {
    child.stdin.write('\n');
    return v.parse(listing, await next());
  };
  return { ...made, list };
}

function folderOf(context: Life): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-delete-plan-'));
  context.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** The AWS CLI in both of its versions, as far as they are here. */
const { SNAPDECK_AWS_CLI_2: second = 'aws-2', SNAPDECK_NO_AWS_CLI_2: why = 'it is not installed' } =
  process.env;
const clis = [
  { name: 'AWS CLI', command: 'aws', why: 'it is not installed', env: {} },
  {
    ...{ name: 'AWS CLI 2', command: second, why },
    env: { PATH: [path.dirname(second), process.env.PATH].join(path.delimiter) },
  },
];

for (const { name, command, why: missing, env } of clis) {
  const version = await versionOf(command);
  const cli = version === undefined ? { skip: `NOT RUN: ${missing}` } : {};

  test(
    `the script run by the ${name} against moto deletes just what the plan lists, and may be run again`,
    cli,
    async (context) => {
      const moto = await startMoto(context);
      const folder = folderOf(context);
      const scanFile = path.join(folder, 'scan.sqlite');
      const scanned = await runSnapdeck(folder, [
        ...['scan', '--endpoint-url', moto.url, '--region', moto.region, '--kind', KINDS.join(), '-q'],
        ...['--scan-file', scanFile, '--format', 'ndjson', '--output', 'rows.ndjson'],
      ]);
      // moto knows neither locks nor fast restores.
      assert.ok(scanned.code === 0 || scanned.code === 3, scanned.stderr);
      const asJson = await runSnapdeck(folder, [
        'delete-plan',
        scanFile,
        '--format',
        'json',
        '--output',
        '-',
      ]);
      const { rows, left_out: leftOut } = v.parse(plan, JSON.parse(asJson.stdout));
      const written = await runSnapdeck(folder, ['delete-plan', scanFile, '--output', 'plan.sh']);
      assert.equal(written.code, 0, written.stderr);
      const script = (more: Readonly<Record<string, string>>) =>
        run('sh', ['plan.sh'], plainEnvironment({ AWS_ENDPOINT_URL: moto.url, ...env, ...more }), folder);

      const before = await moto.list();
      const kindsThatGo = new Set(rows.map(({ kind }) => kind));
      assert.deepEqual([...kindsThatGo].sort(), TOLD);
      for (const kind of TOLD)
        assert.ok(
          leftOut.some((row) => row.kind === kind && row.reason.startsWith('last backup')),
          kind,
        );
      const idle = await script({});
      assert.equal(idle.code, 0, idle.stderr);
      assert.deepEqual(await moto.list(), before);

      const { code, stdout, stderr } = await script({ CONFIRM: 'yes' });
      assert.equal(code, 0, stdout + stderr);
      assert.match(
        stdout,
        new RegExp(`\n${rows.length} deleted, 0 already gone, 0 failed, 0 not tried, of ${rows.length}\n$`),
      );
      const after = await moto.list();
      for (const kind of KINDS) {
        const gone = before[kind]?.filter((id) => after[kind]?.includes(id) !== true);
        const planned = rows.filter((row) => row.kind === kind).map(({ command }) => command[4] ?? '');
        assert.deepEqual(gone, planned.toSorted(), kind);
      }

      const again = await script({ CONFIRM: 'yes' });
      assert.match(
        again.stdout,
        new RegExp(`\n0 deleted, ${rows.length} already gone, 0 failed, 0 not tried, of ${rows.length}\n$`),
      );
      assert.equal(again.code, 0);
      assert.deepEqual(await moto.list(), after);
      context.diagnostic(`moto ${moto.moto}, ${version}: ${rows.length} deleted, ${leftOut.length} left`);
    },
  );

  test(
    `the ${name} has every command that a kind is deleted or described by, with its options`,
    cli,
    async (context) => {
      const commands = RESOURCE_KINDS.flatMap(({ id, deleteCommand, describeCommands }) => [
        ...(deleteCommand === 'none' ? [] : [{ id, ...deleteCommand, flags: [] }]),
        ...listOf(describeCommands).map(({ ifGiven = [], flags = [], ...asked }) => ({
          ...{ id, ...asked, flags, options: [...asked.options, ...ifGiven] },
        })),
      ]);
      for (const { id, service, operation, options, flags } of commands) {
        const given = [...options.flatMap(({ option }) => [option, 'x']), ...flags];
        // It reads the options, prints what else it would take, and calls nothing.
        const { code, stderr } = await run(command, [
          ...[service, operation, ...given, '--region', 'us-east-1', '--generate-cli-skeleton'],
        ]);
        assert.equal(code, 0, `${id}: ${stderr}`);
      }
      context.diagnostic(`${version}: ${commands.length} commands`);
    },
  );
}

/** Beside the Python of the tests, where it was installed with what else they need. */
const BESIDE = path.join(path.dirname(PYTHON), 'shellcheck');
const shellcheck = existsSync(BESIDE) ? BESIDE : 'shellcheck';
const found = await versionOf(shellcheck);
const checker = found === undefined ? { skip: 'NOT RUN: ShellCheck is not installed' } : {};

const ODD_IDS = [
  "it's",
  '"two"',
  '$(touch gone)',
  '`touch gone`',
  '$HOME',
  'a\nb\n',
  '--dry-run',
  '#',
  'é日本🙂',
  '\u001b[31m',
];

test('ShellCheck finds nothing to say of a script, whatever the ids in it', checker, async (context) => {
  const folder = folderOf(context);
  const scanFile = path.join(folder, 'scan.sqlite');
  const rows = [...ODD_IDS, ...hostileTexts].map((id) => ({
    ...{ key: id, snapshot_id: id, deletability: 'candidate', storage_tier: 'archive' },
    deletability_reasons: [`newer: ${id}`],
  }));
  const entries = [
    'own credentials',
    'role ops/Audit with an external id',
    "profile it's mine",
    'SSO role Read',
  ];
  const accounts = entries.map((entry, index) =>
    madeAccount(`${index + 1}`.repeat(12), { entry, name: ODD_IDS[index] ?? null }),
  );
  const cells = accounts.map(
    ({ id: account }) =>
      ({ account, region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows }) as const,
  );
  makeScanFile(scanFile, { accounts, cells });
  const written = await runSnapdeck(folder, ['delete-plan', scanFile, '--output', 'plan.sh']);
  assert.equal(written.code, 0, written.stderr);
  const checked = await run(shellcheck, ['--severity=style', 'plan.sh'], undefined, folder);
  assert.deepEqual([checked.code, checked.stdout], [0, '']);
  context.diagnostic(`${found?.split('\n')[1]}, ${rows.length * accounts.length} rows`);
});
