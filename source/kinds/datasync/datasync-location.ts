import type { LocationListEntry } from '@aws-sdk/client-datasync';
import type { CollectContext } from '../define/collect-context.ts';
import { lastPart } from '../define/console-page.ts';
import { defineResource } from '../define/define-resource.ts';
import { describedPages } from './datasync-described-pages.ts';
import { LOCATIONS_TAB } from './datasync-facts.ts';
import { entriesOf, locationPages } from './datasync-listings.ts';
import { LOCATION_DESCRIBE } from './datasync-location-cli.ts';
import { LOCATION_COLUMNS, type LocationRow } from './datasync-location-columns.ts';
import { type DescribedLocation, describeLocation, recogniseLocation } from './datasync-location-describe.ts';
import { type LocationType, type LocationUriParts, parseLocationUri } from './datasync-location-uri.ts';
import { datasyncTags, lastId, partOf, problemOf, tagsOf } from './datasync-parts.ts';
import { LOCATION_RELATIONS } from './datasync-relations.ts';
import { locationSample } from './datasync-samples.ts';
import { LOCATION_FINDINGS } from './findings-datasync.ts';

/** DataSync locations of every type, each described once, by the operation that its URI's scheme names. */
export const datasyncLocation = defineResource<LocationRow>({
  id: 'datasync-location',
  title: 'DataSync locations',
  noun: 'location',
  group: 'datasync',
  service: 'DataSync',
  byDefault: true,
  gridHeader: 'Locs',
  tab: LOCATIONS_TAB,
  sheets: [{ name: 'Locations', position: 3 }],
  columns: LOCATION_COLUMNS,
  key: ({ listed }) => listed.LocationArn,
  identity: 'location_arn',
  telling: ['location_type', 'location_uri'],
  actions: [
    'datasync:ListLocations',
    'datasync:DescribeLocationAzureBlob',
    'datasync:DescribeLocationEfs',
    'datasync:DescribeLocationFsxLustre',
    'datasync:DescribeLocationFsxOntap',
    'datasync:DescribeLocationFsxOpenZfs',
    'datasync:DescribeLocationFsxWindows',
    'datasync:DescribeLocationHdfs',
    'datasync:DescribeLocationNfs',
    'datasync:DescribeLocationObjectStorage',
    'datasync:DescribeLocationS3',
    'datasync:DescribeLocationSmb',
  ],
  optionalActions: { tags: ['datasync:ListTagsForResource'] },
  askedLater: [datasyncTags('location_arn')],
  derivation: 'none',
  refresh: 'none',
  statuses: 'none',
  sources: 'none',
  relations: LOCATION_RELATIONS,
  findings: LOCATION_FINDINGS,
  consolePage: (text, region) =>
    lastPart(text('location_arn'), (id) => `datasync/home?region=${region}#/locations/${id}`),
  leftOut: { by: 'location type', column: 'location_type' },
  leavesAt: 'none',
  pricedBy: 'none',
  deleteCommand: 'none',
  describeCommands: LOCATION_DESCRIBE,
  recoveryPoints: 'none',
  loads: () => import('../../aws/datasync.ts'),
  sample: locationSample,
  collect: (context) =>
    describedPages(
      entriesOf(locationPages(context), (page) => page.Locations),
      { arnOf: (location) => location.LocationArn, toRow: (location) => locationRow(context, location) },
    ),
});

async function locationRow(
  context: CollectContext,
  listed: LocationListEntry,
): Promise<LocationRow | undefined> {
  const uri = parseLocationUri(listed.LocationUri, context.place.partition);
  if (uri.type !== undefined && !isWanted(context, uri.type)) return undefined;
  const details = await locationDetails(context, listed.LocationArn, uri);
  if (!isWanted(context, details.type)) return undefined;
  const tags = await tagsOf(context, listed.LocationArn);
  return {
    listed,
    uri,
    type: details.type,
    described: details.described,
    tags: tags.answer,
    problem: problemOf(details, tags),
  };
}

interface LocationDetails {
  readonly type: LocationType | 'Unknown';
  readonly described?: DescribedLocation | undefined;
  readonly problem?: string | undefined;
}

async function locationDetails(
  context: CollectContext,
  arn: string | undefined,
  uri: LocationUriParts,
): Promise<LocationDetails> {
  const { type } = uri;
  if (arn === undefined) return { type: type ?? 'Unknown' };
  if (type !== undefined) {
    const { answer, problem } = await partOf(
      context,
      `details of ${lastId(arn)} (${type})`,
      describeLocation(context, arn, type),
    );
    return { type, described: answer, problem };
  }
  const { answer, problem } = await partOf(
    context,
    `type of ${lastId(arn)}`,
    recogniseLocation(context, arn),
  );
  if (answer !== undefined) return answer;
  return {
    type: 'Unknown',
    problem: problem ?? `no describe takes a location of scheme ${uri.scheme ?? 'unknown'}`,
  };
}

/** Whether `--location-type` keeps the type; without it all are kept. */
function isWanted({ options }: CollectContext, type: string): boolean {
  return options.locationTypes.length === 0 || options.locationTypes.includes(type.toLowerCase());
}
