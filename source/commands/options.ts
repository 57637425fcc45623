/** One option of the command line: what meow parses and what `--help` shows, in one place. */
interface OptionSpec {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'number';
  readonly isMultiple?: boolean;
  /** How the value reads in the help: `NAME`, `N`. */
  readonly value?: string;
  readonly about: string;
}

/** Every option, in the order of the help. */
export const OPTIONS: readonly OptionSpec[] = [
  { name: 'profile', type: 'string', value: 'NAME', about: 'AWS profile' },
  {
    name: 'region',
    type: 'string',
    isMultiple: true,
    value: 'NAMES',
    about: 'regions: all, names, globs (us-*), comma lists, repeated (default: all that are on)',
  },
  { name: 'pick', type: 'boolean', about: 'choose profile and regions in pickers first' },
  {
    name: 'kind',
    type: 'string',
    isMultiple: true,
    value: 'KINDS',
    about: 'all, datasync, snapshots, or ids such as ebs-snapshot (default: the kinds of both groups)',
  },
  { name: 'days', type: 'number', value: 'N', about: 'DataSync executions of the last N days (default 30)' },
  { name: 'since', type: 'string', value: 'DATE', about: 'snapshots created on or after this UTC date' },
  { name: 'until', type: 'string', value: 'DATE', about: 'snapshots created on or before this UTC date' },
  { name: 'attributes', type: 'boolean', about: 'who snapshots are shared with: one call a snapshot' },
  { name: 'tags', type: 'boolean', about: 'tags of DataSync resources: one call a resource' },
  {
    name: 'prices',
    type: 'string',
    value: 'FILE',
    about: "price list (JSON) that a scan's costs are estimated with, in place of the built-in one",
  },
  {
    name: 'location-type',
    type: 'string',
    isMultiple: true,
    value: 'TYPES',
    about: 'keep these location types: S3, EFS, NFS, SMB, HDFS, Azure Blob ...',
  },
  {
    name: 'filter',
    type: 'string',
    isMultiple: true,
    value: 'EXPR',
    about: "scan without a screen, export: only rows that pass, such as 'age>90d size>100GiB !encrypted:yes'",
  },
  {
    name: 'format',
    type: 'string',
    isMultiple: true,
    value: 'LIST',
    about: 'xlsx, csv, json, ndjson (default xlsx)',
  },
  {
    name: 'output',
    type: 'string',
    value: 'PATH',
    about: 'folder, file, or - for standard output (default output/)',
  },
  {
    name: 'byte-unit',
    type: 'string',
    value: 'UNIT',
    about: 'auto, binary, decimal, or one unit: GiB, GB, ... (default auto)',
  },
  { name: 'concurrency', type: 'number', value: 'N', about: 'calls in flight at once (default 64)' },
  {
    name: 'max-rps',
    type: 'number',
    value: 'N',
    about: 'calls a second to one service in one region (default: learned)',
  },
  {
    name: 'scan-file',
    type: 'string',
    value: 'FILE',
    about: 'where the new scan file goes (must not exist)',
  },
  { name: 'endpoint-url', type: 'string', value: 'URL', about: 'one endpoint for every service' },
  {
    name: 'config',
    type: 'string',
    value: 'FILE',
    about: 'configuration (default ./config.json, then your own)',
  },
  { name: 'demo', type: 'boolean', about: 'a simulated AWS: needs no account and no network' },
  { name: 'demo-size', type: 'string', value: 'SIZE', about: 'small, medium or large (default medium)' },
  {
    name: 'faults',
    type: 'string',
    value: 'WHICH',
    about: 'faults of the simulated AWS: planned or none (default planned)',
  },
  { name: 'demo-exit', type: 'boolean', about: 'with --demo: exit 0 where only the planned problems showed' },
  { name: 'port', type: 'number', value: 'N', about: 'demo-server: the port (default: a free one)' },
  {
    name: 'latency',
    type: 'number',
    value: 'MS',
    about: 'demo-server and --demo: milliseconds a call (default 80)',
  },
  {
    name: 'throttle',
    type: 'string',
    value: 'RATE',
    about: 'demo-server: calls a second to each service in each region',
  },
  {
    name: 'partition',
    type: 'string',
    value: 'ID',
    about: 'iam-policy, prices: aws, aws-us-gov, aws-cn, aws-eusc (default aws)',
  },
  { name: 'debug', type: 'boolean', about: 'more in the log file' },
  { name: 'no-color', type: 'boolean', about: 'no colours (NO_COLOR does the same)' },
  { name: 'version', type: 'boolean', about: 'print the version' },
  { name: 'help', type: 'boolean', about: 'print this' },
];

const COMMANDS = `  snapdeck                       open the app and scan (headless without a terminal)
  snapdeck scan                  scan without a screen; write the workbook
  snapdeck open FILE|last        look at a finished scan file
  snapdeck export [FILE|last]    write a scan file as xlsx, csv, json or ndjson
  snapdeck regions               the account's regions and whether they are on
  snapdeck iam-policy            the least policy for the chosen kinds
  snapdeck prices                the price list, to fill in for --prices
  snapdeck demo-server           the simulated AWS on a port, for any AWS client`;

const EXAMPLES = `  snapdeck --demo
  snapdeck --profile prod --region us-east-1,eu-*
  snapdeck scan --kind datasync --days 7 --output reports/
  snapdeck scan --format ndjson --output - | jq -r 'select(.kind=="ebs-snapshot").snapshot_id'
  snapdeck export last --format csv,json
  snapdeck export last --filter 'region:us-* age>90d !status:completed'
  snapdeck iam-policy --kind snapshots > policy.json
  snapdeck prices --region eu-west-1 > prices.json`;

const EXIT_CODES = `  0 complete   1 internal fault   2 bad usage or configuration   3 finished, but some cells have problems
  4 no usable credentials   130, 143, 129 stopped by a signal (what was read is kept)`;

/** The text of `--help`. */
export function helpText(version: string): string {
  const options = OPTIONS.map(
    (option) =>
      `  ${`--${option.name}${option.value === undefined ? '' : ` ${option.value}`}`.padEnd(24)} ${option.about}`,
  ).join('\n');
  return `snapdeck ${version}: every region's snapshots and DataSync, at once, in your terminal

Usage
${COMMANDS}

Options
${options}

Examples
${EXAMPLES}

Exit codes
${EXIT_CODES}
`;
}
