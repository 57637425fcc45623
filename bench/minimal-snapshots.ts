import { type Action, type After, type Answered, all, first, type Wire } from './minimal-wire.ts';

/** A listing of a query service: what to ask, and where an answer names the next page. */
interface Listing {
  readonly service: string;
  readonly version: string;
  readonly size: Action;
  readonly token: string;
  readonly next: RegExp;
}

const EC2: Omit<Listing, 'size'> = {
  service: 'ec2',
  version: '2016-11-15',
  token: 'NextToken',
  next: /<nextToken>([^<]*)<\/nextToken>/,
};
const BY_1000: Listing = { ...EC2, size: { MaxResults: '1000' } };
const BY_500: Listing = { ...EC2, size: { MaxResults: '500' } };
const RDS: Listing = {
  service: 'rds',
  version: '2014-10-31',
  size: { MaxRecords: '100' },
  token: 'Marker',
  next: /<Marker>([^<]*)<\/Marker>/,
};

/** Asks one region for the snapshots of EBS and RDS and the recovery points of EFS; returns the number of rows. */
export async function snapshots(wire: Wire, region: string, after: After): Promise<number> {
  const list = (listing: Listing, action: Action) => queryPages(wire, region, listing, action, after);
  const own = { 'Owner.1': 'self' };
  const [ebs, instances, ofBackup, clusters, points] = await Promise.all([
    list(BY_1000, { Action: 'DescribeSnapshots', ...own }),
    list(RDS, { Action: 'DescribeDBSnapshots' }),
    list(RDS, { Action: 'DescribeDBSnapshots', SnapshotType: 'awsbackup' }),
    list(RDS, { Action: 'DescribeDBClusterSnapshots' }),
    recoveryPoints(wire, region, after),
    list(BY_1000, { Action: 'DescribeSnapshots', ...own, 'RestorableBy.1': 'all' }),
    list(BY_500, { Action: 'DescribeVolumes' }),
    list(BY_1000, { Action: 'DescribeImages', ...own, IncludeDisabled: 'true' }),
    list(RDS, { Action: 'DescribeDBInstances' }),
    list(RDS, { Action: 'DescribeDBClusters' }),
    restPages(wire, 'elasticfilesystem', region, '/2015-02-01/file-systems?MaxItems=100', after),
  ]);
  const ids = new Set([
    ...idsIn(ebs, /<snapshotId>([^<]+)</g),
    ...idsIn([...instances, ...ofBackup], /<DBSnapshotArn>([^<]+)</g),
    ...idsIn(clusters, /<DBClusterSnapshotArn>([^<]+)</g),
    ...idsIn(points, /"RecoveryPointArn":"([^"]+)"/g),
  ]);
  return ids.size;
}

async function queryPages(
  wire: Wire,
  region: string,
  { service, version, size, token, next }: Listing,
  action: Action,
  after: After,
): Promise<readonly string[]> {
  const texts: string[] = [];
  let before = after;
  for (let given: string | undefined = ''; given !== undefined; ) {
    const asked: Action = given === '' ? {} : { [token]: given };
    const page = await wire.query(service, version, region, { ...action, ...size, ...asked }, before);
    texts.push(page.text);
    before = page;
    given = first(page.text, next);
  }
  return texts;
}

async function recoveryPoints(wire: Wire, region: string, after: After): Promise<readonly string[]> {
  const vaults = await restPages(wire, 'backup', region, '/backup-vaults/?maxResults=1000', after);
  const listed = vaults.flatMap((page) =>
    all(page.text, /"BackupVaultName":"([^"]+)"/g).map((vault) =>
      restPages(
        wire,
        'backup',
        region,
        `/backup-vaults/${encodeURIComponent(vault)}/recovery-points/?maxResults=1000&resourceType=EFS`,
        page,
      ),
    ),
  );
  return (await Promise.all(listed)).flat().map((page) => page.text);
}

async function restPages(
  wire: Wire,
  service: string,
  region: string,
  path: string,
  after: After,
): Promise<readonly Answered[]> {
  const pages: Answered[] = [];
  const token = service === 'backup' ? 'nextToken' : 'Marker';
  let before = after;
  for (let given: string | undefined = ''; given !== undefined; ) {
    const asked = given === '' ? '' : `&${token}=${encodeURIComponent(given)}`;
    const page = await wire.rest(service, region, `${path}${asked}`, before);
    pages.push(page);
    before = page;
    given = first(page.text, /"Next(?:Token|Marker)":"([^"]+)"/);
  }
  return pages;
}

function idsIn(pages: readonly string[], expression: RegExp): readonly string[] {
  return pages.flatMap((page) => all(page, expression));
}
