/** One option of the command line: what meow parses and what `--help` shows, in one place. */
export interface OptionSpec {
  readonly name: string;
  /** One letter behind one dash. */
  readonly short?: string;
  readonly type: 'string' | 'boolean' | 'number';
  readonly isMultiple?: boolean;
  /** How the value reads in the help: `NAME`, `N`. */
  readonly value?: string;
  readonly about: string;
}

/** Every option, in the order of the help. */
export const OPTIONS: readonly OptionSpec[] = [
  {
    name: 'profile',
    type: 'string',
    value: 'NAME',
    about: 'AWS profile; several (a,b) and globs: an account each',
  },
  {
    name: 'accounts',
    type: 'string',
    isMultiple: true,
    value: 'WHICH',
    about:
      'org, sso, ou-…, ou:PATH, ids, names, globs, tag:env=prod, @FILE, !x to leave out; comma lists, repeated',
  },
  {
    name: 'role',
    type: 'string',
    value: 'NAME',
    about: 'role to assume in each account, by name or ARN ({account}: its id)',
  },
  {
    name: 'external-id',
    type: 'string',
    value: 'ID',
    about: "what that role's trust policy asks for",
  },
  {
    name: 'principal',
    type: 'string',
    value: 'ARN',
    about: 'iam-policy --accounts: who may assume the role; an ARN, or the id of an account',
  },
  {
    name: 'session-name',
    type: 'string',
    value: 'NAME',
    about: 'of that role, shown in CloudTrail (default snapdeck)',
  },
  {
    name: 'session-duration',
    type: 'string',
    value: 'TIME',
    about: 'of that role: 15m to 12h',
  },
  {
    name: 'sso-role',
    type: 'string',
    isMultiple: true,
    value: 'NAMES',
    about: 'SSO roles, the first that you have counts (default: one that only reads)',
  },
  { name: 'check', type: 'boolean', about: 'accounts: try the way into each, and say what is missing' },
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
    about: 'all, datasync, snapshots, tabs such as ebs, or ids (default: the kinds of both groups)',
  },
  { name: 'days', type: 'number', value: 'N', about: 'DataSync executions of the last N days (default 30)' },
  { name: 'since', type: 'string', value: 'DATE', about: 'snapshots created on or after this UTC date' },
  { name: 'until', type: 'string', value: 'DATE', about: 'snapshots created on or before this UTC date' },
  {
    name: 'attributes',
    type: 'boolean',
    about:
      'who snapshots and AMIs of them are shared with, one call each; point-in-time recovery of DynamoDB tables, two a table',
  },
  { name: 'tags', type: 'boolean', about: 'tags of DataSync resources: one call a resource' },
  {
    name: 'prices',
    type: 'string',
    value: 'WHICH',
    about:
      "prices that a scan's costs are estimated with: builtin, api (AWS's price list, free of charge), or a file (JSON); default api",
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
    about:
      "scan without a screen, export, delete-plan, diff: only rows that pass, such as 'age>90d size>100GiB !encrypted:yes'",
  },
  {
    name: 'format',
    type: 'string',
    isMultiple: true,
    value: 'LIST',
    about:
      'xlsx, csv, json, ndjson, html, markdown (default xlsx; accounts, diff, history: text; iam-policy: json, cloudformation, terraform)',
  },
  {
    name: 'shell',
    type: 'string',
    value: 'SHELL',
    about: 'delete-plan: sh or powershell, what the script is for (default sh)',
  },
  {
    name: 'recheck',
    type: 'boolean',
    about: 'delete-plan: read the rows again first',
  },
  {
    name: 'split',
    type: 'string',
    value: 'BY',
    about: 'scan without a screen, export: account, for a file an account beside the whole one',
  },
  {
    name: 'columns',
    type: 'string',
    isMultiple: true,
    value: 'LIST',
    about: 'diff: only these columns make a row a changed one, also such as always move (progress)',
  },
  {
    name: 'exit-code',
    type: 'boolean',
    about: 'diff: end with 5 where anything is new, gone or changed',
  },
  {
    name: 'runs',
    type: 'string',
    value: 'WHICH',
    about:
      'export: scan, or all: also executions that AWS lists no more, from the kept scans of these accounts',
  },
  {
    name: 'fail-on',
    type: 'string',
    isMultiple: true,
    value: 'LIST',
    about:
      'scan without a screen, export: end with 5 where there is any of unprotected, late, unknown, ids of findings; late>5: more than 5',
  },
  {
    name: 'notify',
    type: 'string',
    value: 'COMMAND',
    about: 'scan without a screen: run this at the end, with a summary as JSON on its standard input',
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
  {
    name: 'name',
    type: 'string',
    value: 'NAME',
    about: 'names the scan: it is found by its name, and its file is never removed by itself',
  },
  { name: 'keep', type: 'boolean', about: "the scan's file is never removed by itself" },
  { name: 'dry-run', type: 'boolean', about: 'history prune: say what would be removed, and remove nothing' },
  {
    name: 'resume',
    type: 'string',
    value: '[SCAN]',
    about:
      'scan: take up one that ended before it was whole (default last); what it has read is not asked again',
  },
  {
    name: 'resume-within',
    type: 'number',
    value: 'HOURS',
    about: 'with --resume: take up a scan that began at most so many hours ago (default 6)',
  },
  { name: 'endpoint-url', type: 'string', value: 'URL', about: 'one endpoint for every service' },
  {
    name: 'config',
    type: 'string',
    value: 'FILE',
    about: 'configuration (default ./config.json, then your own)',
  },
  { name: 'demo', type: 'boolean', about: 'a simulated AWS: needs no account and no network' },
  {
    name: 'demo-size',
    type: 'string',
    value: 'SIZE',
    about: 'small, medium, large or hostile (default medium)',
  },
  {
    name: 'faults',
    type: 'string',
    value: 'WHICH',
    about: 'faults of the simulated AWS: planned or none (default planned)',
  },
  {
    name: 'demo-org',
    type: 'boolean',
    about: 'a simulated company of 24 accounts: accounts, scan, demo-server',
  },
  {
    name: 'demo-accounts',
    type: 'number',
    value: 'N',
    about:
      'the same company with N accounts, 2 to 5000 (1000 with --demo-org --demo-size large); planned faults befall some',
  },
  {
    name: 'demo-session',
    type: 'number',
    value: 'N',
    about: 'with --demo-org: credentials of entered accounts end after N seconds',
  },
  {
    name: 'demo-day',
    type: 'number',
    value: 'N',
    about: 'with --demo: the same company N days on from a Monday, 0 to 14; the clock is that of the day',
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
  {
    name: 'quiet',
    short: 'q',
    type: 'boolean',
    about: 'scan, export, delete-plan, history: print only what went wrong; the exit code says the rest',
  },
  { name: 'version', type: 'boolean', about: 'print the version' },
  { name: 'help', short: 'h', type: 'boolean', about: 'print this; behind a command: about that command' },
];
