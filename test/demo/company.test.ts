import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ListAgentsCommand } from '@aws-sdk/client-datasync';
import {
  DescribeImageAttributeCommand,
  DescribeImagesCommand,
  DescribeRegionsCommand,
  DescribeSnapshotsCommand,
  type ImageAttributeName,
} from '@aws-sdk/client-ec2';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import * as v from 'valibot';
import { rowsOf } from '../../source/demo/estate/collection.ts';
import { createEstate, estateKinds, rowKinds } from '../../source/demo/estate/index.ts';
import { demoRegions, enabledRegionNames } from '../../source/demo/estate/regions.ts';
import { type Company, createCompany } from '../../source/demo/organization/company.ts';
import { larkspur } from '../../source/demo/organization/company-accounts.ts';
import { clients, demoServer, errorOf, now } from './helpers.ts';

const common = { size: 'medium', seed: 1, now, clock: () => now } as const;
const company: Company = createCompany(larkspur, common);
const idOf = (name: string): string => larkspur.accounts.find((account) => account.name === name)?.id ?? '';
const estateOf = (name: string) => company.estateOf(idOf(name)) ?? assert.fail(name);
const sum = (rows: Readonly<Record<string, number>>): number =>
  Object.values(rows).reduce((total, count) => total + count, 0);

test('a company has some ten thousands of rows: many in production, few in sandboxes, next to none above', () => {
  const rows = Object.fromEntries(
    larkspur.accounts.map((account) => [account.name, sum(company.rowsOf(account))]),
  );
  assert.deepEqual(rows, {
    'Larkspur Freight': 2,
    'log-archive': 9,
    audit: 15,
    'network-hub': 33,
    'shared-services': 502,
    'central-backup': 2665,
    'larkspur-prod': 5165,
    'dispatch-prod': 1598,
    'wms-prod': 1973,
    'customs-prod': 1421,
    'data-prod': 1902,
    'portal-prod': 1786,
    'sap-prod': 792,
    'singapore-prod': 2168,
    'dispatch-staging': 195,
    'wms-staging': 311,
    'data-dev': 230,
    'portal-dev': 292,
    'sandbox-okafor': 22,
    'sandbox-sato': 8,
    'mueller-prod': 1352,
    'mueller-erp': 1603,
    'old-tracking': 242,
    'mueller-pilot': 94,
  });
});

test('what an account is said to hold is what it holds', () => {
  for (const account of larkspur.accounts) {
    const { counts } = company.estateOf(account.id) ?? assert.fail(account.id);
    const held = counts();
    assert.deepEqual(
      company.rowsOf(account),
      Object.fromEntries(rowKinds.map((kind) => [kind, held[kind]])),
      account.name,
    );
  }
});

test('the account that --demo shows is the same in the company', () => {
  const alone = createEstate(common);
  const among = estateOf('larkspur-prod');
  for (const region of enabledRegionNames)
    for (const kind of estateKinds)
      assert.deepEqual([...rowsOf(among.rows(kind, region))], [...rowsOf(alone.rows(kind, region))]);
});

test('rows are named by the account that they are in, and no two accounts have the same', () => {
  const texts = (name: string): string => {
    const estate = estateOf(name);
    return JSON.stringify(
      demoRegions.map(({ name: region }) =>
        estateKinds.map((kind) => [...rowsOf(estate.rows(kind, region))]),
      ),
    );
  };
  const known = larkspur.accounts.map(({ id }) => id);
  for (const name of ['dispatch-prod', 'wms-staging', 'sandbox-sato', 'singapore-prod']) {
    const accounts = new Set(texts(name).match(/(?<=arn:aws:[a-z0-9]+:[a-z0-9-]*:|"OwnerId":")\d{12}/g));
    const others = [idOf('central-backup'), idOf('shared-services')];
    assert.ok(accounts.has(idOf(name)), name);
    assert.deepEqual(
      [...accounts].filter((id) => id !== idOf(name) && !others.includes(id)),
      [],
      name,
    );
    assert.ok(known.includes(idOf(name)));
  }
  assert.notEqual(texts('dispatch-prod'), texts('wms-prod'));
  assert.equal(texts('dispatch-prod'), texts('dispatch-prod'));
});

test('an estate that was let go of is made again as it was', () => {
  const first = JSON.stringify(company.estateOf(idOf('wms-prod'))?.rows('snapshots', 'us-east-1').at(0));
  for (let round = 0; round < 3; round += 1)
    for (const { id } of larkspur.accounts) company.estateOf(id)?.region('us-east-1');
  assert.equal(JSON.stringify(estateOf('wms-prod').rows('snapshots', 'us-east-1').at(0)), first);
});

test('a sandbox was made by hand, long ago', () => {
  const rows = enabledRegionNames.flatMap((region) => [
    ...rowsOf(estateOf('sandbox-okafor').rows('snapshots', region)),
  ]);
  assert.ok(rows.length > 0);
  for (const { StartTime, Description } of rows) {
    assert.doesNotMatch(String(Description), /policy|AWS Backup/);
    if (!String(Description).startsWith('Created by CreateImage'))
      assert.ok(StartTime instanceof Date && now.getTime() - StartTime.getTime() > 320 * 86_400_000);
  }
});

test('the central vault keeps the file systems of other accounts of the company', () => {
  const estate = estateOf('central-backup');
  const points = [...rowsOf(estate.rows('recovery-points', 'us-east-1'))];
  const sources = new Set(points.map(({ ResourceArn }) => String(ResourceArn)));
  for (const arn of sources) {
    const [, , , region = '', account = '', resource = ''] = arn.split(':');
    assert.notEqual(account, estate.account.id);
    const found = company
      .estateOf(account)
      ?.region(region)
      ?.efs.fileSystemById(resource.split('/')[1] ?? '');
    assert.equal(found?.FileSystemArn, arn);
  }
  assert.ok(new Set([...sources].map((arn) => arn.split(':')[4])).size > 3);
  const [point] = points;
  assert.match(String(point?.RecoveryPointArn), new RegExp(`:${estate.account.id}:`));
  assert.equal(
    point?.SourceBackupVaultArn,
    `arn:aws:backup:us-east-1:${String(point?.ResourceArn).split(':')[4]}:backup-vault:efs-nightly`,
  );
});

test('golden images are shared within the company, and one snapshot with somebody outside of it', () => {
  const services = estateOf('shared-services');
  const { ebs } = services.region('us-east-1') ?? assert.fail();
  const image = [...rowsOf(ebs.snapshots)].find(({ Description }) =>
    String(Description).startsWith('Created by CreateImage'),
  );
  const permitted = ebs.createVolumePermissions(String(image?.SnapshotId));
  assert.deepEqual(permitted[0], { UserId: idOf('larkspur-prod') });
  assert.equal(permitted.length, 6);
  const data = estateOf('data-prod');
  const outside = enabledRegionNames.flatMap((region) => {
    const own = data.region(region)?.ebs;
    return [...rowsOf(data.rows('snapshots', region))].filter(({ SnapshotId }) =>
      own?.createVolumePermissions(String(SnapshotId)).some(({ UserId }) => UserId === '998877665544'),
    );
  });
  assert.ok(outside.length > 0);
  assert.ok(larkspur.accounts.every(({ id }) => id !== '998877665544'));
});

test('golden images may be launched within the company, and one image by somebody outside of it', () => {
  const permitted = (name: string, region: string) => {
    const { ebs } = estateOf(name).region(region) ?? assert.fail(region);
    return [...rowsOf(ebs.images)].map(({ ImageId, State }) => ({
      State,
      users: (ebs.launchPermissions(String(ImageId)) ?? assert.fail()).flatMap(({ UserId }) => UserId ?? []),
      units: (ebs.launchPermissions(String(ImageId)) ?? []).flatMap(
        ({ OrganizationalUnitArn }) => OrganizationalUnitArn ?? [],
      ),
    }));
  };
  const golden = permitted('shared-services', 'us-east-1');
  const launching = larkspur.accounts.filter(({ units }) => units[1] === 'Prod').slice(0, 6);
  for (const { State, users } of golden)
    assert.deepEqual(users, State === 'disabled' ? [] : launching.map(({ id }) => id));
  const units = golden.flatMap((image) => image.units).map(String);
  assert.equal(units.length, 1);
  assert.match(units.join(), /^arn:aws:organizations::104729310482:ou\/o-lk7spur4fr\/ou-lk7s-[a-z0-9]{8}$/);
  const outside = permitted('data-prod', 'us-east-1').flatMap(({ users }) => users);
  assert.deepEqual(outside, ['998877665544']);
  assert.deepEqual(
    permitted('larkspur-prod', 'us-east-1').flatMap(({ users }) => users),
    [],
  );
});

test('some snapshots are copies of what another account has shared', () => {
  const estate = estateOf('dispatch-prod');
  const services = idOf('shared-services');
  const described = enabledRegionNames.flatMap((region) => [...rowsOf(estate.rows('snapshots', region))]);
  assert.ok(
    described.some(({ Description }) => String(Description).endsWith(`image of account ${services}`)),
  );
  const databases = enabledRegionNames.flatMap((region) => [...rowsOf(estate.rows('db-snapshots', region))]);
  assert.ok(databases.some((row) => String(row.SourceDBSnapshotIdentifier).split(':')[4] === services));
});

/** Rows of a kind in every region of an account. */
const everyRow = (name: string, kind: (typeof estateKinds)[number]) =>
  enabledRegionNames.flatMap((region) => [...rowsOf(estateOf(name).rows(kind, region))]);

test('golden images are copied, and volumes made of them, by the accounts that launch them', () => {
  const services = estateOf('shared-services').region('us-east-1') ?? assert.fail();
  const golden = services.ebs.imageSnapshots(3);
  assert.equal(golden.length, 3);
  for (const id of golden) {
    const { Description } = services.ebs.snapshotById(id) ?? assert.fail(id);
    assert.match(String(Description), /^Created by CreateImage/);
  }
  const made = [...rowsOf(estateOf('dispatch-prod').rows('volumes', 'us-east-1'))].map(
    (row) => row.SnapshotId,
  );
  assert.ok(made.some((id) => golden.includes(String(id))));
  assert.ok(made.some((id) => id === undefined));
  const copies = everyRow('dispatch-prod', 'snapshots').map(({ Description }) => String(Description));
  assert.ok(copies.some((text) => golden.some((id) => text.startsWith(`[Copied ${id} from us-east-1]`))));
  assert.ok(everyRow('wms-staging', 'volumes').every(({ SnapshotId }) => SnapshotId === undefined));
});

test('one account has a database from outside of the company, and one whose file systems are kept outside', () => {
  const from = everyRow('mueller-prod', 'db-snapshots').map((row) => String(row.SourceDBSnapshotIdentifier));
  assert.ok(from.some((arn) => arn.split(':')[4] === '998877665544'));
  const kept = everyRow('customs-prod', 'recovery-points').filter(
    ({ RecoveryPointArn }) => String(RecoveryPointArn).split(':')[4] === '998877665544',
  );
  assert.ok(kept.length > 0);
  for (const { BackupVaultName, BackupVaultArn, ResourceArn, SourceBackupVaultArn } of kept) {
    assert.equal(BackupVaultName, 'broker-copies');
    assert.match(String(BackupVaultArn), /:998877665544:backup-vault:broker-copies$/);
    assert.equal(String(ResourceArn).split(':')[4], idOf('customs-prod'));
    assert.match(
      String(SourceBackupVaultArn),
      new RegExp(`:${idOf('customs-prod')}:backup-vault:efs-nightly$`),
    );
  }
});

async function entered(url: string, name: string, region = 'us-east-1') {
  const { sts } = clients(url);
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${idOf(name)}:role/LarkspurAudit`,
      RoleSessionName: 'test',
    }),
  );
  return clients(url, region, {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
}

test('the keys of an account lead to its own estate, regions and images', async (context) => {
  const { url } = await demoServer(context, { organization: true });
  const singapore = await entered(url, 'singapore-prod', 'ap-southeast-3');
  const { Account } = await singapore.sts.send(new GetCallerIdentityCommand({}));
  assert.equal(Account, idOf('singapore-prod'));
  const { Snapshots = [] } = await singapore.ec2.send(new DescribeSnapshotsCommand({ OwnerIds: ['self'] }));
  assert.ok(Snapshots.length > 0);
  assert.deepEqual([...new Set(Snapshots.map(({ OwnerId }) => OwnerId))], [idOf('singapore-prod')]);
  const { Regions = [] } = await singapore.ec2.send(new DescribeRegionsCommand({}));
  assert.equal(Regions.length, 18);
  const wms = await entered(url, 'dispatch-prod', 'ap-southeast-3');
  assert.equal((await errorOf(wms.ec2.send(new DescribeSnapshotsCommand({})))).name, 'AuthFailure');
  const dispatch = await entered(url, 'dispatch-prod');
  const { Images = [] } = await dispatch.ec2.send(new DescribeImagesCommand({ ExecutableUsers: ['self'] }));
  assert.deepEqual([...new Set(Images.map(({ OwnerId }) => OwnerId))], [idOf('shared-services')]);
});

test('an account is told who may launch its own images, and of no others', async (context) => {
  const { url } = await demoServer(context, { organization: true });
  const { ec2 } = await entered(url, 'shared-services');
  const permissions = async (ImageId: string, Attribute: ImageAttributeName = 'launchPermission') =>
    (await ec2.send(new DescribeImageAttributeCommand({ ImageId, Attribute }))).LaunchPermissions ?? [];
  const { Images = [] } = await ec2.send(new DescribeImagesCommand({ Owners: ['self'] }));
  const answers = await Promise.all(Images.map(({ ImageId = '' }) => permissions(ImageId)));
  const named = new Set(answers.flat().flatMap((grantee) => Object.keys(grantee)));
  assert.deepEqual([...named].sort(), ['OrganizationalUnitArn', 'UserId']);
  assert.equal((await errorOf(permissions('ami-00000000000000000'))).name, 'InvalidAMIID.NotFound');
  const [image] = Images;
  const other = permissions(image?.ImageId ?? '', 'bootMode');
  assert.equal((await errorOf(other)).name, 'InvalidParameterValue');
});

test('nobody answers to the keys of an account that there is not', async (context) => {
  const { url } = await demoServer(context, { organization: true });
  const { sts } = clients(url, 'us-east-1', { accessKeyId: 'ASIADEMO999999999999' });
  assert.equal((await errorOf(sts.send(new GetCallerIdentityCommand({})))).name, 'InvalidClientTokenId');
});

test('what is planned to go wrong befalls one account', async (context) => {
  const { url } = await demoServer(context, { organization: true, faults: 'planned' });
  const ended = async (name: string) => {
    const { datasync } = await entered(url, name, 'ap-southeast-1');
    return errorOf(datasync.send(new ListAgentsCommand({}))).then(
      ({ message }) => message,
      () => 'served',
    );
  };
  assert.match(
    await ended('larkspur-prod'),
    /^User: arn:aws:sts::123456789012:assumed-role\/LarkspurAudit\/test is not authorized to perform: datasync:ListAgents on resource: arn:aws:datasync:ap-southeast-1:123456789012:\*/,
  );
  assert.equal(await ended('wms-prod'), 'served');
});

test('the server tells of every account of the company and what it holds', async (context) => {
  const { url } = await demoServer(context, { organization: true, size: 'medium' });
  const read = async (path: string): Promise<unknown> => (await fetch(`${url}${path}`)).json();
  const { accounts } = v.parse(v.object({ accounts: v.array(v.unknown()) }), await read('/_demo/accounts'));
  const erp = larkspur.accounts.find(({ name }) => name === 'mueller-erp') ?? assert.fail();
  assert.deepEqual(
    accounts.find((account) => v.is(v.object({ id: v.literal(erp.id) }), account)),
    {
      id: erp.id,
      name: 'mueller-erp',
      state: 'ACTIVE',
      units: ['Hamburg'],
      roles: [],
      isThrottled: false,
      rows: company.rowsOf(erp),
    },
  );
  assert.equal(accounts.length, 24);
  assert.deepEqual(await read(`/_demo/estate?account=${erp.id}`), {
    counts: company.estateOf(erp.id)?.counts(),
  });
  assert.deepEqual(await read('/_demo/estate?account=999999999999'), {
    error: 'There is no account 999999999999',
  });
});
