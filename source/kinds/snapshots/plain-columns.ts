/** Columns of plain snapshots. */
import type { ColumnSpec } from '../../model/columns.ts';
import { accountOfArn } from './across-accounts.ts';
import type { PlainSnapshot } from './plain-snapshot.ts';
import * as columns from './snapshot-columns.ts';

/** What differs in the columns of plain snapshots from kind to kind. */
export interface PlainWords {
  readonly service: string;
  /** What one was made of, in a word, and more of them: `cache`, `caches`. */
  readonly source: string;
  readonly sources: string;
  /** A name may be used again, an id may not. */
  readonly goesBy: 'name' | 'id';
  /** What the columns mean where no other words would do. */
  readonly about: Readonly<Record<'source' | 'size' | 'creationTime' | 'encrypted' | 'cost', string>>;
}

/** Columns of plain snapshots: those of every snapshot first, in their order, and `own` ones of the kind among them. */
export function plainColumns<Row extends PlainSnapshot>(
  { service, source: noun, sources, goesBy, about }: PlainWords,
  isEncrypted: (row: Row) => boolean | undefined,
  own: readonly ColumnSpec<Row>[],
): readonly ColumnSpec<Row>[] {
  return [
    { ...columns.SERVICE, value: () => service },
    { ...columns.REGION, value: (_row, { region }) => region },
    {
      ...columns.TYPE,
      about: 'manual or automated; else as AWS gives it.',
      value: ({ origin, type }) => origin ?? type,
    },
    { ...columns.SNAPSHOT_ID, width: 30, about: 'Its name.', value: ({ id }) => id },
    { ...columns.SOURCE, about: about.source, value: ({ source }) => source },
    {
      ...columns.SOURCE_NAME,
      about: `The name of its ${noun} where ${there(goesBy)}; blank where it is gone or not known.`,
      value: ({ sourceName }) => sourceName,
    },
    { ...columns.SIZE, about: about.size, value: ({ size }) => size },
    { ...columns.STATUS, value: ({ status }) => status },
    { ...columns.CREATION_TIME, about: about.creationTime, value: ({ createdAt }) => createdAt },
    { ...columns.ENCRYPTED, about: about.encrypted, value: isEncrypted },
    { ...columns.ACCOUNT, value: (_row, { account }) => account },
    {
      ...columns.SOURCE_EXISTS,
      about:
        goesBy === 'name'
          ? `yes where there is a ${noun} of that name (it may be another one by now), no where there is none; blank where ${sources} could not be listed.`
          : `yes or no: whether its ${noun} is still there; blank where ${sources} could not be listed.`,
      value: ({ sourceExists }) => sourceExists,
    },
    {
      ...columns.ORIGIN,
      about: `What made it: somebody (manual), or ${service} by itself (automated).`,
      value: ({ origin }) => origin,
    },
    ...own,
    { ...columns.KMS_KEY, value: ({ kmsKey }) => kmsKey },
    { ...columns.SOURCE_ACCOUNT, value: ({ arn }) => accountOfArn(arn) },
    columns.derived(columns.ACROSS_ACCOUNTS),
    {
      header: 'Snapshot ARN',
      type: 'arn',
      width: 40,
      shown: false,
      about: 'Its ARN.',
      value: ({ arn }) => arn,
    },
    columns.derived(columns.DELETABILITY),
    columns.derived(columns.DELETABILITY_REASONS),
    columns.derived({ ...columns.MONTHLY_COST_LOW, about: about.cost }),
    columns.derived({
      ...columns.MONTHLY_COST_HIGH,
      about: 'The same as Monthly Cost Low where a price has no range.',
    }),
  ];
}

function there(goesBy: PlainWords['goesBy']): string {
  return goesBy === 'name' ? 'there is one of that name' : 'it is there';
}

/** What ran in the cluster that a snapshot was made of. */
export interface ClusterFacts extends PlainSnapshot {
  readonly engine: string | undefined;
  readonly engineVersion: string | undefined;
  readonly nodeType: string | undefined;
  readonly shards: number | undefined;
}

/** Columns of what ran in a cluster; `about`: what they mean. */
export function clusterColumns(
  about: Readonly<Record<'engine' | 'engineVersion' | 'nodeType' | 'shards', string>>,
): readonly ColumnSpec<ClusterFacts>[] {
  return [
    {
      header: 'Engine',
      type: 'enum',
      width: 8,
      shown: false,
      about: about.engine,
      value: ({ engine }) => engine,
    },
    {
      header: 'Engine Version',
      type: 'text',
      width: 14,
      shown: false,
      about: about.engineVersion,
      value: ({ engineVersion }) => engineVersion,
    },
    {
      header: 'Node Type',
      type: 'enum',
      width: 16,
      shown: false,
      about: about.nodeType,
      value: ({ nodeType }) => nodeType,
    },
    {
      header: 'Shards',
      type: 'integer',
      unit: 'shards',
      width: 6,
      shown: false,
      about: about.shards,
      value: ({ shards }) => shards,
    },
  ];
}
