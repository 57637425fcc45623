import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { applicationFolders } from '../../source/base/application-folders.ts';
import { UsageError } from '../../source/base/usage-error.ts';
import { loadConfig } from '../../source/commands/config.ts';
import { checkKinds } from '../../source/commands/kind-names.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(content: string): string {
  const file = path.join(folder, 'config.json');
  writeFileSync(file, content);
  return file;
}

test('config.json of the working folder is found, and what it leaves out has its default', () => {
  const file = write('{"account_mappings": {"123456789012": "PROD"}, "execution_days": 7}');
  assert.deepEqual(loadConfig(undefined, folder), {
    file,
    config: {
      account_mappings: { '123456789012': 'PROD' },
      default_regions: [],
      kinds: [],
      execution_days: 7,
      old_days: 365,
      prices: 'api',
      owner_tags: ['owner', 'team'],
      protection: [],
      transfers: { missed_after: '15m', stuck_after: '1h', stuck_medians: 3 },
      history: { last: 30, daily: 90, monthly: 24, max_size: 5e9 },
      notify: null,
      output_dir: 'output',
      log_dir: 'logs',
      byte_unit: 'auto',
      theme: 'auto',
      themes: {},
      colors: {},
      keys: {},
      columns: {},
      mouse: true,
      bell: false,
      concurrency: 64,
      max_rps: null,
      organization_name: null,
      accounts: [],
      role: null,
      external_id: null,
      session_name: null,
      session_duration: null,
      sso_role: [],
      account_exceptions: {},
    },
    notices: [],
  });
});

test('wrong and unknown keys are named with their place', () => {
  const file = write('{"execution_days": "7", "default_regions": ["us-east-1", 3], "regoins": []}');
  assert.throws(
    () => loadConfig(file, folder),
    (error) =>
      error instanceof UsageError &&
      error.message.includes('execution_days must be a number') &&
      error.message.includes('default_regions.1 must be text') &&
      error.message.includes('regoins is not a key it knows (it knows account_mappings, default_regions,'),
  );
});

test('the organization has a name of its own, or none', () => {
  assert.equal(
    loadConfig(write('{"organization_name": " Acme Group "}'), folder).config.organization_name,
    'Acme Group',
  );
  assert.throws(
    () => loadConfig(write('{"organization_name": " "}'), folder),
    /organization_name must not be blank/,
  );
});

test('owner tags are keys of tags, none of them blank', () => {
  assert.deepEqual(loadConfig(write('{"owner_tags": [" cost-centre "]}'), folder).config.owner_tags, [
    'cost-centre',
  ]);
  assert.deepEqual(loadConfig(write('{"owner_tags": []}'), folder).config.owner_tags, []);
  assert.throws(
    () => loadConfig(write('{"owner_tags": ["team", " "]}'), folder),
    /owner_tags\.1 must not be blank/,
  );
  assert.throws(
    () => loadConfig(write('{"owner_tags": "team"}'), folder),
    /owner_tags must be a list of tag keys/,
  );
});

test('a rule of protection that is wrong is named with its line and column, or with its key', () => {
  const rules = (...given: readonly string[]) =>
    loadConfig(write(`{"protection": [\n  ${given.join(',\n  ')}\n]}`), folder).config.protection;
  const good = '{"match": "tag:env=prod size>2GiB", "max_backup_age": "8d"}';
  assert.deepEqual(rules(good), [{ match: 'tag:env=prod size>2GiB', max_backup_age: '8d' }]);
  const wrong = (rule: string, words: RegExp) => assert.throws(() => rules(good, rule), words);
  wrong(
    '{"match": "size>2GiB bogus:1"}',
    /protection\.1\.match in line 3, column 24: there is no field bogus/,
  );
  wrong(
    '{"match": "protection:late"}',
    /protection\.1\.match in line 3, column 14: there is no field protection/,
  );
  wrong('{"match": "web", "max_backup_age": "2x"}', /age such as 26h, 8d or 5w in line 3, column 39/);
  wrong('{"match": "web", "until": "2027-13-01"}', /protection\.1\.until must be a day that there is/);
  wrong('{"exempt": "scratch"}', /protection\.1\.match is missing/);
  wrong(
    '{"match": "web", "age": "2d"}',
    /protection\.1\.age is not a key it knows \(it knows match, max_backup_age/,
  );
});

test('the way into accounts is checked, and so is what differs in one of them', () => {
  const exceptions = {
    '123456789012': { role: 'arn:aws:iam::{account}:user/me', profile: '' },
    prod: { role: 'Audit' },
    '210987654321': { rolle: 'Audit' },
  };
  const given = { role: 'Au dit', external_id: 'x', session_duration: 60, account_exceptions: exceptions };
  assert.throws(
    () => loadConfig(write(JSON.stringify(given)), folder),
    (error) => {
      assert.ok(error instanceof UsageError);
      for (const words of [
        'role must be a role: this is neither a role’s name nor its ARN (given: Au dit)',
        'external_id must be an external id',
        'session_duration must be at least 900',
        'account_exceptions.123456789012.role must be a role: this ARN is not of a role',
        'account_exceptions.123456789012.profile must not be empty',
        'account_exceptions.prod must be an account id of 12 digits',
        'account_exceptions.210987654321.rolle is not a key it knows (it knows role, external_id, session_name, session_duration, sso_role, profile)',
      ])
        assert.ok(error.message.includes(words), `${words}\nis not in\n${error.message}`);
      return true;
    },
  );
  const { config } = loadConfig(
    write('{"account_exceptions": {"123456789012": {"role": "team/Audit"}}}'),
    folder,
  );
  assert.deepEqual(config.account_exceptions, {
    '123456789012': {
      ...{ role: 'team/Audit', external_id: null, session_name: null, session_duration: null },
      ...{ sso_role: [], profile: null },
    },
  });
});

test('an account mapping needs an account id', () => {
  const file = write('{"account_mappings": {"prod": "PROD"}}');
  assert.throws(() => loadConfig(file, folder), /account_mappings\.prod must be an account id of 12 digits/);
});

test('a file that is not JSON is named with what is wrong in it', () => {
  const file = write('{"kinds": [}');
  assert.throws(
    () => loadConfig(file, folder),
    new RegExp(`^UsageError: The configuration ${file} is not JSON: `),
  );
});

test('a configuration that was named must be there', () => {
  assert.throws(
    () => loadConfig('missing.json', folder),
    /Cannot read the configuration .*missing\.json: ENOENT/,
  );
});

test('kinds are chosen by id and by group, and keep the order of the grid', () => {
  assert.deepEqual(checkKinds(['efs-recovery-point,datasync'], '--kind'), [
    'datasync-task',
    'datasync-location',
    'datasync-agent',
    'datasync-execution',
    'efs-recovery-point',
  ]);
});

test('no kind stands for those of a usual scan, and all for every one', () => {
  const usual = [
    'datasync-task',
    'datasync-location',
    'datasync-agent',
    'datasync-execution',
    'ebs-snapshot',
    'rds-snapshot',
    'rds-cluster-snapshot',
    'efs-recovery-point',
  ];
  assert.deepEqual(checkKinds([], '--kind'), usual);
  assert.deepEqual(checkKinds([' '], 'kinds'), usual);
  assert.deepEqual(checkKinds(['snapshots', 'datasync'], '--kind'), usual);
  assert.deepEqual(
    checkKinds(['all'], '--kind'),
    RESOURCE_KINDS.map(({ id }) => id),
  );
});

test('an unknown kind is refused with those that there are', () => {
  assert.throws(
    () => checkKinds(['ec2-instance'], '--kind'),
    /--kind: there is no kind "ec2-instance"\. There are: all, datasync, snapshots \(groups\), tasks, .*ebs.* \(tabs\), datasync-task/,
  );
  assert.throws(
    () => checkKinds(['ebss'], '--kind'),
    /there is no kind "ebss"\. Close: ebs-snapshot, ebs, efs-recovery-point\./,
  );
  assert.throws(() => checkKinds(['rds-c,rds-'], '--kind'), {
    message:
      '--kind: "rds-" may be rds-snapshot, rds-cluster-snapshot, rds-automated-backup, rds-automated-cluster-backup',
  });
});

test('kinds have the names that tabs, grid and titles have, in any case', () => {
  const KINDS: readonly (readonly [name: string, kinds: readonly string[]])[] = [
    ['ebs', ['ebs-snapshot']],
    ['EBS', ['ebs-snapshot']],
    ['EBS snapshots', ['ebs-snapshot']],
    ['ebs_snap', ['ebs-snapshot']],
    ['rds', ['rds-snapshot', 'rds-cluster-snapshot']],
    ['clusters', ['rds-cluster-snapshot']],
    ['execs', ['datasync-execution']],
    ['tasks,locs', ['datasync-task', 'datasync-location']],
  ];
  for (const [name, kinds] of KINDS) assert.deepEqual(checkKinds([name], '--kind'), kinds, name);
});

test('keys, colours and columns that make no sense are named with their place', () => {
  const file = write('{"keys": {"sort": ["f"]}}');
  assert.throws(() => loadConfig(file, folder), {
    name: 'UsageError',
    message: `The configuration ${file} is wrong: keys.sort cannot have the key f: it is that of facet (facet)`,
  });
  assert.throws(
    () => loadConfig(write('{"theme": "pink"}'), folder),
    /theme must be one of auto, dark, light, high-contrast, ansi, none/,
  );
  assert.throws(() => loadConfig(write('{"colors": {"bad": 3}}'), folder), /colors\.bad must be text/);
});

test('the predecessor’s config.json in the working folder gives accounts and regions, and the rest is a notice', () => {
  const file = write(
    JSON.stringify({
      account_mappings: { '123456789012': 'PROD', sandbox: 'not an id' },
      default_regions: ['us-east-1'],
      kinds: 'all',
      execution_days: 'thirty',
      keys: { sort: ['f'] },
      log_level: 'INFO',
      organization: { name: 'Example' },
    }),
  );
  const { config, notices } = loadConfig(undefined, folder);
  assert.deepEqual(config.account_mappings, { '123456789012': 'PROD' });
  assert.deepEqual(config.default_regions, ['us-east-1']);
  assert.deepEqual([config.kinds, config.execution_days, config.keys], [[], 30, {}]);
  assert.deepEqual(notices, [
    `passed over in ${file}: log_level, organization (no settings of snapdeck); ` +
      'account_mappings.sandbox must be an account id of 12 digits; kinds must be a list of texts; ' +
      'execution_days must be a number; keys.sort cannot have the key f: it is that of facet (facet)',
  ]);
});

for (const [what, content] of [
  ['another program’s', '{"compilerOptions": {}}'],
  ['a list', '[1, 2]'],
] as const) {
  test(`a config.json in the working folder that is ${what} is passed over for the user’s own`, () => {
    const file = write(content);
    const own = path.join(folder, 'own');
    process.env.XDG_CONFIG_HOME = own;
    process.env.APPDATA = own;
    assert.deepEqual(loadConfig(undefined, folder).notices, [
      `${file} is not a configuration of snapdeck; it is passed over`,
    ]);
    const { config: ownFolder } = applicationFolders();
    assert.ok(ownFolder !== null);
    mkdirSync(ownFolder, { recursive: true });
    writeFileSync(path.join(ownFolder, 'config.json'), '{"old_days": 90}');
    const found = loadConfig(undefined, folder);
    assert.deepEqual([found.config.old_days, found.file], [90, path.join(ownFolder, 'config.json')]);
  });
}

test('a config.json in the working folder that is not JSON is a notice', () => {
  const file = write('{"kinds": [}');
  const [notice] = loadConfig(undefined, folder).notices;
  assert.match(notice ?? '', new RegExp(`^The configuration ${file} is not JSON: .*; it is passed over$`));
});

test('the home folder may be written as ~ in every path', () => {
  const file = write('{"output_dir": "~/exports", "log_dir": "~"}');
  const { output_dir, log_dir } = loadConfig(file, folder).config;
  assert.deepEqual([output_dir, log_dir], [path.join(os.homedir(), 'exports'), os.homedir()]);
});

test('what is wrong of the history is named with its line and column', () => {
  const history = (text: string) => loadConfig(write(`{\n "history": ${text}\n}`), folder).config.history;
  assert.deepEqual(history('{"last": 5, "max_size": "1.5GiB"}'), {
    ...{ last: 5, daily: 90, monthly: 24, max_size: 1.5 * 1024 ** 3 },
  });
  assert.deepEqual(history('{"max_size": null}'), { last: 30, daily: 90, monthly: 24, max_size: null });
  assert.deepEqual(history('{}'), { last: 30, daily: 90, monthly: 24, max_size: 5e9 });
  const wrong = (text: string, words: RegExp) => assert.throws(() => history(text), words);
  wrong('{"last": 0}', /history\.last must be at least 1 in line 2, column 22$/);
  wrong('{"daily":\n"3"}', /history\.daily must be a number in line 3, column 2$/);
  wrong('{"max_size": "big"}', /history\.max_size must be a size such as 5GB, .* in line 2, column 27$/);
  wrong('{"max_size": 5}', /history\.max_size must be a size such as "5GB", or null in line 2, column 26$/);
  wrong(
    '{"weekly": 3}',
    /history\.weekly in line 2, column 24 is not a key it knows \(it knows last, daily,/,
  );
  wrong('7', /history must be an object in line 2, column 13$/);
});
