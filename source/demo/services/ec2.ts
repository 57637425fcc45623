import { type Collection, collectionOf, concatenated, type Row } from '../estate/collection.ts';
import { hasPublicImage } from '../estate/ebs-images.ts';
import type { RegionEstate } from '../estate/index.ts';
import { type Call, fail } from '../protocols/call.ts';
import { isList } from '../protocols/xml.ts';
import type { Operations } from './operation.ts';
import { type Paging, pageOf } from './paging.ts';
import { recycleBinOf } from './recycle-bin.ts';

const paging = (list: string, low: number, high: number): Paging => ({
  size: 'MaxResults',
  token: 'NextToken',
  nextToken: 'NextToken',
  list,
  // Without MaxResults all of them come at once, which EC2 advises against.
  limits: { low, high, default: Number.MAX_SAFE_INTEGER },
  badSize: (value) =>
    fail(
      'InvalidParameterValue',
      400,
      `Value ( ${value} ) for parameter maxResults is invalid. Expecting a value between ${low} and ${high}.`,
    ),
  badToken: () =>
    fail('InvalidPaginationToken', 400, 'The specified pagination token is not valid or is expired.'),
});

const snapshotPaging = paging('Snapshots', 5, 1000);
const volumePaging = paging('Volumes', 5, 500);
const imagePaging = paging('Images', 1, 1000);
const lockPaging = paging('Snapshots', 5, 1000);
const fastRestorePaging = paging('FastSnapshotRestores', 0, 200);
const templatePaging = paging('LaunchTemplateVersions', 1, 200);
const binnedSnapshotPaging = paging('Snapshots', 5, 1000);
const binnedImagePaging = paging('Images', 1, 1000);
const instancePaging = paging('Reservations', 5, 1000);
const tierPaging = paging('SnapshotTierStatuses', 5, 1000);

/** The filters that DescribeSnapshots understands here, each by the field it looks at. */
const snapshotFilters: Readonly<Record<string, string>> = {
  status: 'State',
  'volume-id': 'VolumeId',
  encrypted: 'Encrypted',
  'storage-tier': 'StorageTier',
  'owner-id': 'OwnerId',
  'start-time': 'StartTime',
  'snapshot-id': 'SnapshotId',
  'volume-size': 'VolumeSize',
  description: 'Description',
  progress: 'Progress',
};

const volumeFilters: Readonly<Record<string, string>> = {
  status: 'State',
  'volume-id': 'VolumeId',
  encrypted: 'Encrypted',
  'volume-type': 'VolumeType',
  'create-time': 'CreateTime',
};

const imageFilters: Readonly<Record<string, string>> = {
  state: 'State',
  'image-id': 'ImageId',
  name: 'Name',
};

export const ec2: Operations = {
  DescribeRegions: ({ parameters }, { estate }) => {
    const names = parameters.texts('RegionName');
    const unknown = names.filter((name) => !estate.regions.some((region) => region.name === name));
    if (unknown.length > 0) {
      fail(
        'InvalidParameterValue',
        400,
        `Invalid region${unknown.length > 1 ? 's' : ''} provided: [${unknown.join(', ')}].`,
      );
    }
    const all = parameters.text('AllRegions') === 'true';
    const wanted = estate.regions.filter((region) =>
      names.length > 0 ? names.includes(region.name) : all || region.optInStatus !== 'not-opted-in',
    );
    const keeps = filtersOf(parameters.records('Filter'), {
      'opt-in-status': 'OptInStatus',
      'region-name': 'RegionName',
      endpoint: 'Endpoint',
    });
    const rows = wanted.map(
      ({ name, optInStatus, geography }): Row => ({
        OptInStatus: optInStatus,
        Geography: [{ Name: geography }],
        RegionName: name,
        Endpoint: `ec2.${name}.amazonaws.com`,
      }),
    );
    return { body: { Regions: rows.filter(keeps ?? (() => true)) } };
  },

  DescribeSnapshots: (call, { estate, region }) => {
    const { parameters } = call;
    const keeps = filtersOf(parameters.records('Filter'), snapshotFilters);
    const ids = parameters.texts('SnapshotId');
    if (ids.length > 0) {
      if (parameters.text('MaxResults') !== undefined) {
        fail(
          'InvalidParameterCombination',
          400,
          'The parameter snapshotSet cannot be used with the parameter maxResults',
        );
      }
      return pageOf(
        call,
        found(ids, region.ebs.snapshotById, 'snapshot', 'InvalidSnapshot'),
        snapshotPaging,
        { keeps },
      );
    }
    return pageOf(call, snapshotsFor(call, estate.account.id, region), snapshotPaging, { keeps });
  },

  DescribeVolumes: (call, { region }) => {
    const { parameters } = call;
    const keeps = filtersOf(parameters.records('Filter'), volumeFilters);
    const ids = parameters.texts('VolumeId');
    if (ids.length > 0) {
      if (parameters.text('MaxResults') !== undefined) {
        fail(
          'InvalidParameterCombination',
          400,
          'The parameter volumeSet cannot be used with the parameter maxResults',
        );
      }
      return pageOf(call, found(ids, region.ebs.volumeById, 'volume', 'InvalidVolume'), volumePaging, {
        keeps,
      });
    }
    return pageOf(call, region.ebs.volumes, volumePaging, { keeps });
  },

  DescribeImages: (call, { estate, region, sharedImages }) => {
    const { parameters } = call;
    const owners = parameters.texts('Owner');
    const ownNames = ['self', estate.account.id];
    const mayLaunch = parameters.texts('ExecutableBy').length > 0;
    const own = !mayLaunch && (owners.length === 0 || owners.some((owner) => ownNames.includes(owner)));
    const others = owners.length === 0 || owners.some((owner) => !ownNames.includes(owner));
    const disabled = parameters.text('IncludeDisabled') === 'true';
    const asked = filtersOf(parameters.records('Filter'), imageFilters);
    const keeps = (row: Row) => (disabled || row.State !== 'disabled') && (asked === undefined || asked(row));
    const parts = [...(own ? [region.ebs.images] : []), ...(others ? [sharedImages()] : [])];
    return pageOf(call, concatenated(parts), imagePaging, { keeps });
  },

  DescribeInstances: (call, { region }) => pageOf(call, region.ebs.instances, instancePaging),

  DescribeSnapshotAttribute: ({ parameters }, { region }) => {
    const id = parameters.text('SnapshotId');
    if (id === undefined)
      return fail('MissingParameter', 400, 'The request must contain the parameter snapshotId');
    if (region.ebs.snapshotById(id) === undefined) {
      fail('InvalidSnapshot.NotFound', 400, `The snapshot '${id}' does not exist.`);
    }
    const attribute = parameters.text('Attribute');
    if (attribute === 'productCodes') return { body: { SnapshotId: id, ProductCodes: [] } };
    if (attribute !== 'createVolumePermission') {
      fail('InvalidParameterValue', 400, `Value (${attribute ?? ''}) for parameter attribute is invalid.`);
    }
    return { body: { SnapshotId: id, CreateVolumePermissions: region.ebs.createVolumePermissions(id) } };
  },

  DescribeImageAttribute: ({ parameters }, { region }) => {
    const id = parameters.text('ImageId');
    if (id === undefined)
      return fail('MissingParameter', 400, 'The request must contain the parameter imageId');
    const permissions = region.ebs.launchPermissions(id);
    if (permissions === undefined) {
      return fail('InvalidAMIID.NotFound', 400, `The image id '[${id}]' does not exist`);
    }
    const attribute = parameters.text('Attribute');
    if (attribute !== 'launchPermission') {
      fail('InvalidParameterValue', 400, `Value (${attribute ?? ''}) for parameter attribute is invalid.`);
    }
    return { body: { ImageId: id, LaunchPermissions: permissions } };
  },

  ListSnapshotsInRecycleBin: (call, world) =>
    pageOf(call, recycleBinOf(world).snapshots, binnedSnapshotPaging),

  ListImagesInRecycleBin: (call, world) => pageOf(call, recycleBinOf(world).images, binnedImagePaging),

  DescribeLockedSnapshots: (call, { region }) => pageOf(call, region.ebs.holds.locked, lockPaging),

  DescribeFastSnapshotRestores: (call, { region }) => {
    const keeps = filtersOf(call.parameters.records('Filter'), {
      state: 'State',
      'snapshot-id': 'SnapshotId',
    });
    return pageOf(call, region.ebs.holds.fastRestores, fastRestorePaging, { keeps });
  },

  DescribeLaunchTemplateVersions: (call, { region }) => {
    const { parameters } = call;
    const versions = parameters.texts('LaunchTemplateVersion');
    const isOfAll = parameters.text('LaunchTemplateId') === undefined;
    if (
      isOfAll &&
      (versions.length === 0 || versions.some((version) => !/^\$(Latest|Default)$/.test(version)))
    ) {
      fail('MissingParameter', 400, 'The request must include a launch template, or $Latest or $Default.');
    }
    const id = parameters.text('LaunchTemplateId');
    const keeps = isOfAll ? undefined : (row: Row) => row.LaunchTemplateId === id;
    return pageOf(call, region.ebs.holds.templateVersions, templatePaging, { keeps });
  },

  DescribeSnapshotTierStatus: (call, { region }) => {
    const fields = { 'snapshot-id': 'SnapshotId', 'last-tiering-operation': 'LastTieringOperationStatus' };
    const keeps = filtersOf(call.parameters.records('Filter'), fields);
    return pageOf(call, region.ebs.holds.tierStatuses, tierPaging, { keeps });
  },

  GetSnapshotBlockPublicAccessState: (_call, { region }) => ({
    body: { State: region.ebs.holds.publicAccessBlock, ManagedBy: 'account' },
  }),

  GetImageBlockPublicAccessState: (_call, { region }) => ({
    body: {
      ImageBlockPublicAccessState: hasPublicImage(region.context) ? 'unblocked' : 'block-new-sharing',
      ManagedBy: 'account',
    },
  }),
};

/** The snapshots that owner and restorer together mean; without either, all that the account may see. */
function snapshotsFor({ parameters }: Call, account: string, { ebs }: RegionEstate): Collection {
  const owners = parameters.texts('Owner');
  const restorers = parameters.texts('RestorableBy');
  const own = owners.length === 0 || owners.includes('self') || owners.includes(account);
  const others = owners.length === 0 || owners.some((owner) => owner !== 'self' && owner !== account);
  const parts: Collection[] = [];
  if (restorers.includes('all')) {
    if (own) parts.push(ebs.publicSnapshots);
    if (others) parts.push(ebs.foreignPublicSnapshots);
    return concatenated(parts);
  }
  if (own) parts.push(ebs.snapshots);
  if (others) parts.push(ebs.sharedSnapshots);
  if (others && restorers.length === 0) parts.push(ebs.foreignPublicSnapshots);
  return concatenated(parts);
}

function found(
  ids: readonly string[],
  byId: (id: string) => Row | undefined,
  noun: string,
  prefix: string,
): Collection {
  return collectionOf(
    ids.map((id) => byId(id) ?? fail(`${prefix}.NotFound`, 400, `The ${noun} '${id}' does not exist.`)),
  );
}

type Records = ReturnType<Call['parameters']['records']>;

/** One test of a row out of all filters: filters are joined by "and", a filter's values by "or". */
function filtersOf(
  filters: Records,
  fields: Readonly<Record<string, string>>,
): ((row: Row) => boolean) | undefined {
  if (filters.length === 0) return undefined;
  const tests = filters.map((filter) => {
    const name = filter.text('Name') ?? '';
    const patterns = filter.texts('Value').map(wildcard);
    const matches = (text: string) => patterns.some((pattern) => pattern.test(text));
    if (name === 'tag-key') return (row: Row) => tagsOf(row).some(([key]) => matches(key));
    if (name.startsWith('tag:')) {
      const wanted = name.slice(4);
      return (row: Row) => tagsOf(row).some(([key, value]) => key === wanted && matches(value));
    }
    const field = fields[name];
    if (field === undefined) return fail('InvalidParameterValue', 400, `The filter '${name}' is invalid`);
    return (row: Row) => {
      const value = row[field];
      if (value === undefined) return false;
      return matches(value instanceof Date ? value.toISOString() : String(value));
    };
  });
  return (row) => tests.every((test) => test(row));
}

function tagsOf(row: Row): readonly (readonly [string, string])[] {
  const tags = row.Tags;
  if (!isList(tags)) return [];
  return tags.flatMap((tag) =>
    typeof tag === 'object' && !isList(tag) && !(tag instanceof Date)
      ? [[String(tag.Key), String(tag.Value)] as const]
      : [],
  );
}

/** A filter value as EC2 reads it: `*` any text, `?` one character. */
function wildcard(value: string): RegExp {
  const escaped = value.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}
