/** A location's URI says what its describe does not: its type, and the bucket, host or file system behind it. */

/** The types as the Location Type column spells them; the old export's names, and Azure Blob. */
export const LOCATION_TYPES = [
  'S3',
  'EFS',
  'FSx-Windows',
  'FSx-Lustre',
  'FSx-OpenZFS',
  'FSx-ONTAP',
  'NFS',
  'SMB',
  'HDFS',
  'Object Storage',
  'Azure Blob',
] as const;

/** One of them. */
export type LocationType = (typeof LOCATION_TYPES)[number];

/** What a URI tells; undefined: it does not. */
export interface LocationUriParts {
  readonly scheme?: string;
  /** Undefined for a scheme that is not known. */
  readonly type?: LocationType | undefined;
  /** Of a bucket, or of an access point in its place. */
  readonly bucketArn?: string | undefined;
  /** Bucket of another object store, or container. */
  readonly bucket?: string | undefined;
  /** Region of the file system. */
  readonly region?: string | undefined;
  readonly fileSystemId?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  /** Path below bucket, share or file system; `/` for its root. */
  readonly subdirectory?: string | undefined;
}

/** Types by scheme, as Terraform's acceptance tests and the user guide show them. */
const TYPE_BY_SCHEME: ReadonlyMap<string, LocationType> = new Map([
  ['s3', 'S3'],
  ['efs', 'EFS'],
  ['fsxw', 'FSx-Windows'],
  ['fsxl', 'FSx-Lustre'],
  ['fsxz', 'FSx-OpenZFS'],
  ['nfs', 'NFS'],
  ['smb', 'SMB'],
  ['hdfs', 'HDFS'],
  ['object-storage', 'Object Storage'],
  ['azure-blob', 'Azure Blob'],
]);

const URI = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i;
const ACCESS_POINT =
  /^(arn:[^:/]+:s3(?:-outposts)?:[^:/]*:[^:/]*:(?:outpost[/:][^/:]+[/:])?(?:accesspoint|bucket)[/:][^/:]+)(\/.*)?$/;
const FILE_SYSTEM = /^([a-z0-9-]+)\.(fs-[0-9a-z]+)(?:\.svm-[0-9a-z]+)?(\/.*)?$/;
const SERVER = /^(\[[^\]]+\]|[^/:]+)(?::(\d{1,5}))?(\/.*)?$/;
const FIRST_STEP = /^\/([^/]+)(\/.*)?$/;

/** Takes a location's URI apart, in a partition (`aws`) that its bucket's ARN names. */
export function parseLocationUri(uri: string | undefined, partition: string): LocationUriParts {
  const [, givenScheme, rest] = URI.exec(uri ?? '') ?? [];
  if (givenScheme === undefined || rest === undefined) return {};
  const scheme = givenScheme.toLowerCase();
  const type = scheme.startsWith('fsxn') ? 'FSx-ONTAP' : TYPE_BY_SCHEME.get(scheme);
  if (type === undefined) return { scheme };
  switch (type) {
    case 'S3':
      return { scheme, type, ...s3Parts(rest, partition) };
    case 'EFS':
    case 'FSx-Windows':
    case 'FSx-Lustre':
    case 'FSx-OpenZFS':
    case 'FSx-ONTAP':
      return { scheme, type, ...fileSystemParts(rest) };
    case 'Object Storage':
    case 'Azure Blob':
      return { scheme, type, ...containerParts(serverParts(rest)) };
    case 'NFS':
    case 'SMB':
    case 'HDFS':
      return { scheme, type, ...serverParts(rest) };
  }
}

function s3Parts(rest: string, partition: string): LocationUriParts {
  const [, accessPoint, below] = ACCESS_POINT.exec(rest) ?? [];
  if (accessPoint !== undefined) return { bucketArn: accessPoint, subdirectory: below ?? '/' };
  if (rest.startsWith('arn:')) return {};
  const [, bucket, path] = /^([^/]+)(\/.*)?$/.exec(rest) ?? [];
  if (bucket === undefined) return {};
  // The alias of an access point stands where a bucket would, and no bucket has its name.
  const bucketArn = bucket.endsWith('-s3alias') ? undefined : `arn:${partition}:s3:::${bucket}`;
  return { bucketArn, bucket, subdirectory: path ?? '/' };
}

function fileSystemParts(rest: string): LocationUriParts {
  const [, region, fileSystemId, path] = FILE_SYSTEM.exec(rest) ?? [];
  return fileSystemId === undefined ? {} : { region, fileSystemId, subdirectory: path ?? '/' };
}

function serverParts(rest: string): LocationUriParts {
  const [, host, port, path] = SERVER.exec(rest) ?? [];
  if (host === undefined) return {};
  return { host, port: port === undefined ? undefined : Number(port), subdirectory: path ?? '/' };
}

/** The first step of the path is the bucket or container. */
function containerParts(server: LocationUriParts): LocationUriParts {
  const [, bucket, below] = FIRST_STEP.exec(server.subdirectory ?? '') ?? [];
  return bucket === undefined ? server : { ...server, bucket, subdirectory: below ?? '/' };
}
