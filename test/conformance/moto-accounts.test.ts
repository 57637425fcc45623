/** An organization that boto3 made in moto: what snapdeck lists of it, chooses of it, and enters. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import * as v from 'valibot';
import { runSnapdeck, startPython } from './children.ts';
import { Comparison, type JsonRow, jsonRow, only, sortedBy } from './rows.ts';

const organization = v.object({
  url: v.string(),
  moto: v.string(),
  units: v.record(v.string(), v.string()),
  accounts: v.array(
    v.object({
      account: v.string(),
      name: v.string(),
      state: v.string(),
      ou: v.string(),
      tags: v.record(v.string(), v.string()),
      entered_as: v.string(),
    }),
  ),
});

type Organization = v.InferOutput<typeof organization>;

test('snapdeck lists, chooses and enters the accounts of an organization as boto3 does', async (context) => {
  const made: Organization = v.parse(organization, await startPython(context, 'moto_organization.py'));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-moto-'));
  context.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const accounts = async (which: string, ...more: readonly string[]) => {
    const role = ['--role', 'audit/Reader', '--format', 'json', '--endpoint-url', made.url];
    const ended = await runSnapdeck(folder, ['accounts', which, ...role, ...more]);
    assert.equal(ended.code, 0, ended.stderr);
    return v.parse(v.array(jsonRow), JSON.parse(ended.stdout));
  };
  const idsOf = (rows: readonly JsonRow[]) => rows.map(({ account }) => String(account)).sort();
  const expected = (keep: (account: Organization['accounts'][number]) => boolean) =>
    idsOf(made.accounts.filter(keep));

  const rows = await accounts('org', '--check');
  const comparison = new Comparison();
  const fields = ['account', 'name', 'state', 'ou'];
  comparison.same(
    sortedBy('account', rows).map((row) => only(row, fields)),
    sortedBy('account', made.accounts).map((row) => only(row, fields)),
    'accounts',
  );
  assert.deepEqual(
    idsOf(rows.filter(({ entered }) => entered === true)),
    expected(({ state, account, entered_as }) => state === 'ACTIVE' && entered_as === account),
  );

  const [prod, workloads, globs] = await Promise.all(
    ['tag:env=prod', made.units.Workloads ?? '', 'pay-*,*prod*,!tag:team=pay'].map(async (which) =>
      idsOf(await accounts(which)),
    ),
  );
  assert.deepEqual(
    prod,
    expected(({ state, tags }) => state === 'ACTIVE' && tags.env === 'prod'),
  );
  assert.deepEqual(
    workloads,
    expected(({ ou }) => ou.startsWith('Workloads')),
  );
  assert.deepEqual(
    globs,
    expected(({ name, tags }) => (name.startsWith('pay-') || name.includes('prod')) && tags.team !== 'pay'),
  );
  context.diagnostic(
    `moto ${made.moto}: ${comparison} equal, ${rows.filter(({ entered }) => entered === true).length} accounts entered`,
  );
});
