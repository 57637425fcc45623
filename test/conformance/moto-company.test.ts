/** A company that boto3 made in moto: every row of every account, as boto3 lists it with the keys of that account. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import * as v from 'valibot';
import { type Ended, runSnapdeck, startPython } from './children.ts';
import { compareRegion, MOTO_KINDS } from './moto-kinds.ts';
import { motoRegion } from './moto-rows.ts';
import { Comparison, type JsonRow, jsonRows } from './rows.ts';

const company = v.object({
  url: v.string(),
  moto: v.string(),
  boto3: v.string(),
  accounts: v.array(
    v.object({
      account: v.string(),
      name: v.string(),
      state: v.string(),
      ou: v.string(),
      entered_as: v.string(),
      regions: v.record(v.string(), motoRegion),
    }),
  ),
});
type Company = v.InferOutput<typeof company>;

const REGIONS = ['us-east-1', 'eu-west-1', 'ap-southeast-2'];
/** moto has file systems and vaults, and no answer for what is in a vault. */
const KINDS = [...Object.keys(MOTO_KINDS), 'efs-recovery-point'];

/** What scanning the company came to. */
interface Scanned {
  readonly made: Company;
  readonly ended: Ended;
  readonly lines: readonly JsonRow[];
}

async function scanOnce(context: Pick<TestContext, 'after'>): Promise<Scanned> {
  const made = v.parse(company, await startPython(context, 'moto_company.py'));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-moto-'));
  context.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const ended = await runSnapdeck(folder, [
    ...['scan', '--accounts', 'org', '--role', 'audit/Reader', '--endpoint-url', made.url],
    ...['--region', REGIONS.join(','), '--kind', KINDS.join(','), '--format', 'ndjson', '--output', '-'],
  ]);
  assert.equal(ended.code, 3, ended.stderr);
  return { made, ended, lines: jsonRows(ended.stdout) };
}

suite('snapdeck scans a company that boto3 made in moto', () => {
  let scanned: Promise<Scanned> | undefined;
  const scan = (context: Pick<TestContext, 'after'>) => (scanned ??= scanOnce(context));

  test('and the rows of every account and region equal what boto3 lists with its keys', async (context) => {
    const { made, lines } = await scan(context);
    const comparison = new Comparison();
    const open = made.accounts.filter(({ state }) => state === 'ACTIVE');
    assert.equal(open.length, 13);
    const kinds = new Map<string, number>();
    for (const { account, name, ou, regions, entered_as } of open) {
      assert.equal(entered_as, account);
      assert.deepEqual(Object.keys(regions), REGIONS);
      for (const [region, listed] of Object.entries(regions)) {
        const place = { account, region, account_name: name, ou };
        const none = compareRegion(lines, listed, place, comparison);
        for (const kind of Object.keys(MOTO_KINDS))
          kinds.set(kind, (kinds.get(kind) ?? 0) + (none.includes(kind) ? 0 : 1));
      }
    }
    // So often at least there was something to compare.
    assert.deepEqual(
      [...kinds].filter(([, cells]) => cells < 10),
      [],
    );
    const rows = lines.filter(({ kind }) => Object.hasOwn(MOTO_KINDS, String(kind)));
    assert.equal(rows.length, comparison.counts.rows);
    context.diagnostic(
      `moto ${made.moto}, boto3 ${made.boto3}: ${comparison} of ${open.length} accounts equal`,
    );
  });

  test('and every account and cell says how it ended: what moto lacks has failed where it is, and nowhere else', async (context) => {
    const { made, lines } = await scan(context);
    const withVaults = made.accounts.filter(({ regions }) =>
      Object.values(regions).some(({ list_backup_vaults: vaults }) => vaults.rows.length > 0),
    );
    assert.equal(withVaults.length, 1);
    // moto has no locks and no fast restores, which snapshots are joined with.
    const hasEbs = (id: string) =>
      lines.some(({ kind, account }) => kind === 'ebs-snapshot' && account === id);
    const isShort = (one: (typeof made.accounts)[number]) => withVaults.includes(one) || hasEbs(one.account);
    const rowsOf = (id: string) =>
      lines.filter(({ kind, account }) => KINDS.includes(String(kind)) && account === id).length;
    const told = lines.filter(({ kind }) => kind === 'account');
    assert.deepEqual(
      told.map(({ account, name, ou, state, outcome, rows }) => ({
        account,
        name,
        ou,
        state,
        outcome,
        rows,
      })),
      [...made.accounts].sort(byUnitAndName).map((one) => ({
        account: one.account,
        name: one.name,
        ou: one.ou,
        state: one.state,
        outcome: one.state === 'ACTIVE' ? (isShort(one) ? 'partial' : 'done') : 'skipped',
        rows: rowsOf(one.account),
      })),
    );
    const failed = lines.filter(({ kind, outcome }) => kind === 'coverage' && outcome === 'failed');
    assert.deepEqual(
      failed.map(({ account, region, collector }) => [account, region, collector]),
      [[withVaults[0]?.account, REGIONS[0], 'efs-recovery-point']],
    );
    const cells = lines.filter(({ kind, region }) => kind === 'coverage' && region !== null);
    assert.equal(cells.length, 13 * REGIONS.length * KINDS.length);
  });

  test('and lets no control character through, whatever account it is of', async (context) => {
    const { ended } = await scan(context);
    const printed = [...ended.stdout.split('\n'), ...ended.stderr.split('\n')];
    assert.deepEqual(
      printed.filter((line) => /[\p{Cc}\p{Cf}]/u.test(line)),
      [],
    );
  });
});

type Made = Company['accounts'][number];

/** The order that accounts have everywhere: by unit, then by name. */
function byUnitAndName(left: Made, right: Made): number {
  return (
    left.ou.localeCompare(right.ou, 'en') ||
    left.name.localeCompare(right.name, 'en') ||
    left.account.localeCompare(right.account)
  );
}
