import { UsageError } from '../base/usage-error.ts';
import { JOIN_COSTS } from '../kinds/join-costs.ts';

/** A command as the command line takes it and the help tells of it. */
export interface CommandSpec {
  /** Empty for the app, which is what opens without a command. */
  readonly name: string;
  /** The word that may follow it, or several. */
  readonly takes?: string;
  readonly about: string;
  /** What else its own help says, a line each. */
  readonly more: readonly string[];
  /** Names of the options that it heeds. */
  readonly options: readonly string[];
  readonly examples: readonly string[];
}

const EVERYWHERE = ['config', 'debug', 'no-color', 'help'];
const AWS = ['profile', 'endpoint-url', 'demo', 'demo-size', 'demo-day', 'faults', 'latency'];
const ACCOUNTS = [
  'accounts',
  'role',
  'external-id',
  'session-name',
  'session-duration',
  'sso-role',
  'demo-org',
  'demo-accounts',
  'demo-session',
];
const SCAN = [
  ...['region', 'kind', 'days', 'since', 'until', 'attributes', 'tags', 'location-type', 'prices'],
  ...['concurrency', 'max-rps', 'scan-file', 'name', 'keep', 'output', 'byte-unit', 'demo-exit'],
];

/** What SCAN may be. */
const SCAN_NAMES = [
  'SCAN is last (the newest, also where none is named), last~2 (two before it), 2026-11-28 (the last whole one of that',
  'UTC day), a name or an id as snapdeck history lists them, or the path of a scan file.',
];

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: '',
    about: 'open the app and scan (headless without a terminal)',
    more: [],
    options: [...AWS, ...ACCOUNTS, 'pick', ...SCAN, ...EVERYWHERE],
    examples: ['snapdeck --demo', 'snapdeck --profile prod --region us-east-1,eu-*'],
  },
  {
    name: 'scan',
    about: 'scan without a screen; write the workbook',
    more: [
      'Progress goes to standard error, the summary and the names of what was written to standard output.',
      'The exit code says how it went: 0 complete, 3 some cells have problems.',
      'Besides the listings of rows these are asked, once a region, each of which costs calls (a listing takes one a page):',
      ...JOIN_COSTS.map(({ about, calls, where }) => `  ${about.padEnd(37)} ${calls.padEnd(15)} ${where}`),
    ],
    options: [
      ...[...AWS, ...ACCOUNTS, ...SCAN, 'resume', 'resume-within'],
      ...['filter', 'format', 'split', 'fail-on', 'notify', 'quiet', ...EVERYWHERE],
    ],
    examples: [
      'snapdeck scan --kind datasync --days 7 --output reports/',
      'snapdeck scan --accounts org --role Audit',
      `snapdeck scan --format ndjson --output - | jq -r 'select(.kind=="ebs-snapshot").snapshot_id'`,
    ],
  },
  {
    name: 'open',
    takes: 'SCAN',
    about: 'look at a finished scan file',
    more: SCAN_NAMES,
    options: ['output', 'byte-unit', ...EVERYWHERE],
    examples: ['snapdeck open last', 'snapdeck open 2026-11-28'],
  },
  {
    name: 'export',
    takes: 'SCAN',
    about: 'write a scan file as xlsx, csv, json, ndjson, html or markdown',
    more: SCAN_NAMES,
    options: ['filter', 'format', 'split', 'runs', 'fail-on', 'output', 'byte-unit', 'quiet', ...EVERYWHERE],
    examples: [
      'snapdeck export last --format csv,json',
      'snapdeck export last --format html --output report.html',
      "snapdeck export last --filter 'region:us-* age>90d !status:completed'",
      'snapdeck export last --split account --output reports/',
      'snapdeck export last --runs all --format csv',
    ],
  },
  {
    name: 'diff',
    takes: 'OLD NEW',
    about: 'what is new, gone or changed between two scans',
    more: [
      'OLD and NEW are scans as SCAN below; without NEW the newest one. A row is matched by account, kind, region and key: new,',
      'gone, changed (what AWS says of the row itself), unknown (one of the scans could not have seen it), aged out (executions',
      'that AWS no longer lists). Exit code: 0; with --exit-code 5 where anything is new, gone or changed.',
      ...SCAN_NAMES,
    ],
    options: ['kind', 'filter', 'columns', 'format', 'exit-code', 'byte-unit', 'quiet', ...EVERYWHERE],
    examples: [
      'snapdeck diff last~1',
      'snapdeck diff last~1 --format html > changes.html',
      `snapdeck diff 2026-11-28 last --format ndjson | jq -r 'select(.change=="gone").key'`,
    ],
  },
  {
    name: 'history',
    takes: 'DO SCAN NAME',
    about: 'the scans that are kept; name and remove them',
    more: [
      'Without DO: every file in the folder of the scan files, the newest first. DO may be:',
      '  name SCAN NAME   names a scan: it is found by the name wherever SCAN may stand, and its file is never removed by itself',
      '  unname SCAN      takes the name away, and what --keep said',
      '  remove SCAN      removes its file; one that is open stays',
      '  prune            removes what the policy lets go ("history" in config.json), as it is done after each scan',
      ...SCAN_NAMES,
    ],
    options: ['format', 'dry-run', 'quiet', ...EVERYWHERE],
    examples: [
      'snapdeck history',
      'snapdeck history name last release-42',
      'snapdeck history prune --dry-run',
      `snapdeck history --format ndjson | jq -r 'select(.state=="whole").id'`,
    ],
  },
  {
    name: 'delete-plan',
    takes: 'SCAN',
    about: 'what of a scan file may go, as a script that you may run',
    more: [
      'snapdeck deletes nothing, ever. The script does nothing without CONFIRM=yes, and takes only what the scan found to be',
      'candidates; of every other row it says why it stays. SCAN: as of snapdeck export.',
      'Of rows that were read over 24 hours ago it says so first; --recheck reads them again before (as a scan does, with the',
      'same --profile, --accounts and --role). Exit code: 0 written, or nothing may go; 3 some could not be read again.',
    ],
    options: [
      ...[...AWS, ...ACCOUNTS, 'concurrency', 'max-rps', 'recheck'],
      ...['filter', 'shell', 'format', 'output', 'byte-unit', 'quiet', ...EVERYWHERE],
    ],
    examples: [
      "snapdeck delete-plan last --filter 'age>1y service:EBS'",
      'snapdeck delete-plan --shell powershell --output plans/',
      'snapdeck delete-plan last --format json --output - | jq .left_out',
    ],
  },
  {
    name: 'regions',
    about: "the account's regions and whether they are on",
    more: [],
    options: [...AWS, 'format', ...EVERYWHERE],
    examples: ['snapdeck regions --profile prod', 'snapdeck regions --format json'],
  },
  {
    name: 'accounts',
    takes: 'WHICH',
    about: 'the accounts of an organization or of SSO, and how each is entered',
    more: [
      'WHICH: org (all of the organization), ou-…, r-… or ou:Workloads/Prod (all below), sso (all that you may enter by',
      "SSO), ids, names and globs ('pay-*'), tag:env=prod, @FILE (ids, or CSV with id, name, role, profile, external_id), !x",
      'to leave out; a list with commas. Without it: the configuration, several profiles (--profile a,b), or your own',
      'account. A scan takes the same with --accounts. Exit code: 0 listed, 3 some cannot be entered (--check), 4 they',
      'cannot be listed.',
    ],
    options: [...AWS, ...ACCOUNTS, 'check', 'format', ...EVERYWHERE],
    examples: [
      'snapdeck accounts org --role Audit --check',
      "snapdeck accounts 'sso,!sandbox-*' --format csv > accounts.csv",
      'snapdeck accounts --demo-org --check',
    ],
  },
  {
    name: 'iam-policy',
    about: 'the least policy for the chosen kinds, and what many accounts need',
    more: [
      'With --accounts: rolePolicy (of the role in each account), trustPolicy (who may assume it: --principal) and',
      'callerPolicy (of whoever runs snapdeck) in one JSON; or a template that makes the role in each account, for a',
      'CloudFormation StackSet or as a Terraform module. Nothing is asked of AWS.',
    ],
    options: [
      ...['kind', 'partition', 'attributes', 'tags'],
      ...['accounts', 'role', 'external-id', 'principal', 'format', 'help'],
    ],
    examples: [
      'snapdeck iam-policy --kind snapshots > policy.json',
      'snapdeck iam-policy --accounts org --format cloudformation > snapdeck-role.yaml',
      'snapdeck iam-policy --accounts org --role Audit | jq .callerPolicy > caller.json',
    ],
  },
  {
    name: 'prices',
    about: 'the price list, to fill in for --prices',
    more: ['Prices that are not known are null.'],
    options: ['region', 'partition', 'prices', 'help'],
    examples: ['snapdeck prices --region eu-west-1 > prices.json'],
  },
  {
    name: 'demo-server',
    about: 'the simulated AWS on a port, for any AWS client',
    more: [],
    options: [
      'demo-org',
      'demo-accounts',
      'demo-session',
      'demo-size',
      'faults',
      'port',
      'latency',
      'throttle',
      'help',
    ],
    examples: ['snapdeck demo-server --port 4566'],
  },
  {
    name: 'help',
    takes: 'COMMAND',
    about: 'this text, or that of one command',
    more: [],
    options: [],
    examples: ['snapdeck help scan'],
  },
];

/** The command of this name. */
export function findCommand(name: string): CommandSpec | undefined {
  return COMMANDS.find((command) => command.name === name);
}

/** They change nothing of what a command does, so that they may stand on any command line. */
const ANYWHERE = [...EVERYWHERE, 'version', 'quiet', 'byte-unit', ...AWS.slice(2), 'demo-exit'];

/** Commands in which a scan can begin: all that chooses one may be given. */
const SCANNING = ['', 'scan', 'open'];

/**
 * Sees that a command heeds the options that are given: an export of everything must not pass for one of `--kind ebs`.
 * @throws UsageError that names the option
 */
export function checkHeeded({ name, options }: CommandSpec, given: ReadonlySet<string>): void {
  if (SCANNING.includes(name)) return;
  const idle = [...given].find((option) => !options.includes(option) && !ANYWHERE.includes(option));
  // Why a scan file has no use for a price list is said where it is opened.
  if (idle === undefined || (idle === 'prices' && name === 'export')) return;
  throw new UsageError(`snapdeck ${name} has no use for --${idle}: snapdeck help ${name} lists its options.`);
}
