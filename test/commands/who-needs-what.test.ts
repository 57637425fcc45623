/** Who needs which permission for many accounts, tried: each one denied in turn, and what becomes of the scan without it. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Fault } from '../../source/demo/server.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import type { Run } from '../helpers/run-snapdeck.ts';
import { linesOf, outcomesIn, simulatedCompany, USER } from '../helpers/simulated-company.ts';

/** The account that has something of every kind, and the caller's own. */
const ACCOUNT = { id: '123456789012', name: 'larkspur-prod' };
/** One that has images in the region that is read, of every sort. */
const WITH_IMAGES = { id: '243210987654', name: 'shared-services' };
/** The region where an image is public: only there it is asked whether that is blocked. */
const OF_PUBLIC_IMAGES = { action: 'ec2:GetImageBlockPublicAccessState', region: 'eu-west-1' };
const OWN = { id: '104729310482', name: 'Larkspur Freight', key: USER.AWS_ACCESS_KEY_ID };
const ROLE = ['--role', 'LarkspurAudit'];
/** A kind that shares no permission with any other, and another one for when it is tried itself. */
const CONTROL = 'ebs-snapshot';
const OTHER_CONTROL = 'elasticache-snapshot';

const byAction = new Map<string, string[]>();
for (const { id, actions, optionalActions } of RESOURCE_KINDS)
  for (const action of new Set([...actions, ...optionalActions.attributes, ...optionalActions.tags]))
    byAction.set(action, [...(byAction.get(action) ?? []), id]);

/** Kinds that ask how others keep their rows. */
const RELATED = new Set(['ebs-snapshot', 'backup-recovery-point', 'recycle-bin']);

/** An action that is denied: the kinds that need it, and those that say so. */
interface Denial {
  readonly action: string;
  readonly kinds: readonly string[];
  readonly asking: readonly string[];
}

/** Denials that one scan tells apart: of one account and region, and no two of the same kind or of related ones. */
interface DeniedTogether {
  readonly account: typeof ACCOUNT;
  readonly region: string | undefined;
  readonly denials: Denial[];
  readonly touched: Set<string>;
}

function togetherDenied(actions: ReadonlyMap<string, readonly string[]>): readonly DeniedTogether[] {
  const groups: DeniedTogether[] = [];
  for (const [action, kinds] of actions) {
    const isPublic = action === OF_PUBLIC_IMAGES.action;
    const account = kinds.includes('ami') && !isPublic ? WITH_IMAGES : ACCOUNT;
    const region = isPublic ? OF_PUBLIC_IMAGES.region : undefined;
    // What the bin keeps is asked of the snapshots beside it.
    const asking = action.startsWith('rbin:') ? [CONTROL] : kinds;
    const denial = { action, kinds, asking };
    const touched = [...kinds, ...asking].map((kind) => (RELATED.has(kind) ? 'related' : kind));
    const group = groups.find(
      (one) =>
        one.account === account && one.region === region && touched.every((kind) => !one.touched.has(kind)),
    );
    if (group === undefined) groups.push({ account, region, denials: [denial], touched: new Set(touched) });
    else {
      group.denials.push(denial);
      for (const kind of touched) group.touched.add(kind);
    }
  }
  return groups;
}

function denied(action: string, accessKeyId: string): Fault {
  const [service = '', operation = ''] = action.split(':');
  return { service, operation, accessKeyId, effect: 'denied' };
}

suite('without one permission,', () => {
  const company = simulatedCompany();
  const run = (...args: readonly string[]): Promise<Run> => company.run(args);

  const deny = (action: string, accessKeyId: string) => company.aws.setFaults([denied(action, accessKeyId)]);

  function scan(which: string, kinds: readonly string[], region = 'us-east-1'): Promise<Run> {
    const all = ['--kind', kinds.join(','), '--attributes', '--tags', '--region', region];
    const output = ['--format', 'ndjson', '--output', company.file('rows.ndjson')];
    return run('scan', '--accounts', which, ...ROLE, ...all, ...output);
  }

  const lines = (kind: string) => linesOf(company.file('rows.ndjson'), kind);
  const outcomes = () => outcomesIn(company.file('rows.ndjson'));
  const problems = () =>
    lines('coverage')
      .filter(({ error }) => error !== null)
      .map(({ account, collector, error }) => [
        account,
        collector,
        /\(([\w:-]+)\)(?: \(and \d+ more\))?$/.exec(String(error))?.[1],
      ]);

  for (const { account, region, denials, touched } of togetherDenied(byAction)) {
    const actions = denials.map(({ action }) => action).join(', ');
    test(`${actions}, of the role: what needs it says so, in that account, and the rest is read`, async () => {
      company.aws.setFaults(denials.map(({ action }) => denied(action, `ASIADEMO${account.id}`)));
      // Beside recovery points the other one asks how those keep its rows.
      const control = touched.has('related') ? OTHER_CONTROL : CONTROL;
      const kinds = new Set([...denials.flatMap((denial) => [...denial.kinds, ...denial.asking]), control]);
      const { exitCode, stderr } = await scan(`${account.name},${OWN.id}`, [...kinds], region);
      assert.equal(exitCode, 3, stderr);
      assert.deepEqual(outcomes(), { [account.name]: 'partial', [OWN.name]: 'done' });
      const expected = denials.flatMap(({ action, asking }) =>
        asking.map((kind) => [account.id, kind, action]),
      );
      assert.deepEqual(problems().toSorted(), expected.toSorted());
    });
  }

  test('ec2:DescribeRegions, of the role: regions that are named are read without the list', async () => {
    deny('ec2:DescribeRegions', `ASIADEMO${ACCOUNT.id}`);
    const { exitCode, stderr } = await scan(ACCOUNT.name, [CONTROL]);
    assert.equal(exitCode, 0, stderr);
    assert.deepEqual(outcomes(), { [ACCOUNT.name]: 'done' });
  });

  test('pricing:GetProducts, of the role: costs are those of the built-in prices', async () => {
    const costOf = () => lines(CONTROL).map(({ monthly_cost_high: cost }) => cost);
    await scan(ACCOUNT.name, [CONTROL]);
    const before = costOf();
    deny('pricing:GetProducts', `ASIADEMO${ACCOUNT.id}`);
    const { exitCode, stderr } = await scan(ACCOUNT.name, [CONTROL]);
    assert.equal(exitCode, 0, stderr);
    assert.equal(costOf().length, before.length);
    assert.equal(
      costOf().some((cost) => typeof cost === 'number' && cost > 0),
      true,
    );
  });

  test('what the role reads, of the caller: the caller’s own account says so, and no other', async () => {
    deny('ec2:DescribeSnapshots', OWN.key);
    const { exitCode, stderr } = await scan(`${ACCOUNT.name},${OWN.id}`, [CONTROL]);
    assert.equal(exitCode, 3, stderr);
    assert.deepEqual(outcomes(), { [ACCOUNT.name]: 'done', [OWN.name]: 'partial' });
    assert.deepEqual(problems(), [[OWN.id, CONTROL, 'ec2:DescribeSnapshots']]);
  });

  test('sts:AssumeRole, of the caller: every other account says what is missing, and the own one is read', async () => {
    deny('sts:AssumeRole', OWN.key);
    const { exitCode, stderr } = await scan(`${ACCOUNT.name},wms-prod,${OWN.id}`, [CONTROL]);
    assert.equal(exitCode, 3, stderr);
    assert.deepEqual(outcomes(), { [ACCOUNT.name]: 'denied', 'wms-prod': 'denied', [OWN.name]: 'done' });
    for (const { error } of lines('account').filter(({ outcome }) => outcome === 'denied'))
      assert.match(
        String(error),
        /cannot be assumed \(AccessDenied\): the role has to be there, its trust policy has to allow sts:AssumeRole to arn:aws:iam::104729310482:user\/demo, and so has the caller’s own policy$/,
      );
  });

  const TREE = ['ListRoots', 'ListOrganizationalUnitsForParent', 'ListAccountsForParent'];
  for (const operation of TREE)
    test(`organizations:${operation}, of the caller: accounts are listed without their units, and units cannot be chosen`, async () => {
      deny(`organizations:${operation}`, OWN.key);
      const why = `the organizational units are not known: organizations:${operation} is refused (AccessDeniedException)`;
      const all = await run('accounts', 'org', ...ROLE, '--format', 'ndjson');
      assert.deepEqual([all.exitCode, all.stdout.trim().split('\n').length], [0, 24]);
      assert.equal(all.stderr, `notice: ${why}\n`);
      assert.deepEqual(await run('accounts', 'ou-lk7s-00000000', ...ROLE), {
        exitCode: 4,
        stdout: '',
        stderr: `What is below ou-lk7s-00000000 cannot be told: ${why}.\n`,
      });
    });

  test('organizations:DescribeOrganization, of the caller: nothing but its id is missing', async () => {
    const listed = await run('accounts', 'org', ...ROLE);
    deny('organizations:DescribeOrganization', OWN.key);
    const { exitCode, stdout, stderr } = await run('accounts', 'org', ...ROLE);
    assert.deepEqual({ exitCode, stdout }, { exitCode: 0, stdout: listed.stdout });
    assert.equal(stderr, listed.stderr.replace('organization o-lk7spur4fr', 'organization of unknown id'));
  });

  test('organizations:ListAccounts, of the caller: neither the organization nor names can be chosen, ids can', async () => {
    deny('organizations:ListAccounts', OWN.key);
    const org = await scan('org', [CONTROL]);
    assert.equal(org.exitCode, 4);
    assert.match(org.stderr, /^organizations:ListAccounts is for the management account 104729310482/m);
    assert.equal((await run('accounts', ACCOUNT.name, ...ROLE)).exitCode, 4);
    const named = await scan(ACCOUNT.id, [CONTROL]);
    assert.equal(named.exitCode, 0, named.stderr);
  });

  test('organizations:ListTagsForResource, of the caller: only tags cannot be chosen', async () => {
    deny('organizations:ListTagsForResource', OWN.key);
    assert.equal((await run('accounts', 'org', ...ROLE)).exitCode, 0);
    const tagged = await run('accounts', 'tag:env=prod', ...ROLE);
    assert.deepEqual([tagged.exitCode, tagged.stdout], [4, '']);
    assert.match(
      tagged.stderr,
      /^The tags of the accounts cannot be read: organizations:ListTagsForResource is refused \(AccessDeniedException: [^\n]*\n$/,
    );
  });
});
