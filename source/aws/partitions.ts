/** A partition of AWS: its own regions, credentials and host names. */
export interface Partition {
  readonly id: string;
  /** In words, as the header says it. */
  readonly title: string;
  /** The region asked first with credentials of unknown partition. */
  readonly firstRegion: string;
  /** Where the partition's global services (account, IAM) are asked. */
  readonly globalRegion: string;
  readonly hostSuffix: string;
  readonly regions: readonly string[];
  /** Services without an endpoint there, so that no policy names them. */
  readonly lacks: readonly string[];
}

/** The partitions that a public account can be in; regions as the SDK's endpoint data lists them. */
export const PARTITIONS: readonly Partition[] = [
  {
    id: 'aws',
    title: 'AWS Commercial',
    firstRegion: 'us-east-1',
    globalRegion: 'us-east-1',
    hostSuffix: 'amazonaws.com',
    regions: [
      ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'ca-west-1', 'mx-central-1'],
      ...['sa-east-1', 'eu-central-1', 'eu-central-2', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1'],
      ...['eu-west-2', 'eu-west-3', 'af-south-1', 'il-central-1', 'me-central-1', 'me-south-1', 'ap-east-1'],
      ...['ap-east-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-south-2'],
      ...['ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5'],
      ...['ap-southeast-6', 'ap-southeast-7'],
    ],
    lacks: [],
  },
  {
    id: 'aws-us-gov',
    title: 'AWS GovCloud (US)',
    firstRegion: 'us-gov-west-1',
    globalRegion: 'us-gov-west-1',
    hostSuffix: 'amazonaws.com',
    regions: ['us-gov-east-1', 'us-gov-west-1'],
    lacks: ['account', 'pricing'],
  },
  {
    id: 'aws-cn',
    title: 'AWS China',
    firstRegion: 'cn-north-1',
    globalRegion: 'cn-northwest-1',
    hostSuffix: 'amazonaws.com.cn',
    regions: ['cn-north-1', 'cn-northwest-1'],
    lacks: ['pricing'],
  },
  {
    id: 'aws-eusc',
    title: 'AWS European Sovereign Cloud',
    firstRegion: 'eusc-de-east-1',
    globalRegion: 'eusc-de-east-1',
    hostSuffix: 'amazonaws.eu',
    regions: ['eusc-de-east-1'],
    lacks: ['account', 'pricing'],
  },
];

/** The partition that a region's name belongs to, by list, then by the shape of the name. */
export function partitionOfRegion(region: string): Partition | undefined {
  return (
    PARTITIONS.find((partition) => partition.regions.includes(region)) ??
    PARTITIONS.find(
      (partition) => region.startsWith(`${partition.id.replace(/^aws-/, '')}-`) && partition.id !== 'aws',
    )
  );
}

/** The partition with this id, as an ARN carries it. */
export function findPartition(id: string): Partition | undefined {
  return PARTITIONS.find((partition) => partition.id === id);
}

/** A partition in words; the id itself where it is one we have no words for. */
export function partitionTitle(id: string): string {
  return findPartition(id)?.title ?? id;
}
