import meow from 'meow';
import * as v from 'valibot';
import { wrongExternalId, wrongSessionName } from '../aws/accounts/role.ts';
import { wrongAddress } from '../aws/settings.ts';
import { closest } from '../base/close-names.ts';
import { withHome } from '../base/home-folder.ts';
import { UsageError } from '../base/usage-error.ts';
import { LAST_DAY } from '../demo/days.ts';
import { EXPORT_FORMATS, type ExportFormat, isStandardOutput } from '../model/export-format.ts';
import { BYTE_UNITS } from '../model/format.ts';
import { wrongScanName } from '../store/history/scan-words.ts';
import { OPTIONS } from './options.ts';

const list = v.optional(v.array(v.string()), []);
const separated = v.pipe(
  list,
  v.transform((given) =>
    given
      .flatMap((item) => item.split(','))
      .map((item) => item.trim())
      .filter(Boolean),
  ),
);
/** Read as text, so that what is no number can be shown as it was given. */
const number = v.pipe(
  v.string(),
  v.check((given) => /^-?(?:\d+\.?\d*|\.\d+)$/.test(given.trim()), 'takes a number'),
  v.transform(Number),
);
const positive = v.pipe(number, v.minValue(0.1, 'must be at least 0.1'));
const count = v.pipe(number, v.integer('takes a whole number'), v.minValue(1, 'must be at least 1'));
const text = v.pipe(v.string(), v.nonEmpty('needs a value'));
/** A path; the shell leaves the `~` of `--output=~/reports` as it is. */
const file = v.pipe(text, v.transform(withHome));
const notBlank = v.pipe(
  v.string(),
  v.check((given) => given.trim() !== '', 'needs a value'),
);

const wellFormed = (wrong: (given: string) => string | undefined) =>
  v.pipe(
    v.string(),
    v.check(
      (given) => wrong(given) === undefined,
      ({ input }) => wrong(String(input)) ?? '',
    ),
  );
/** What is printed rather than written, and by which command. */
const PRINTED = {
  text: 'accounts, diff and history',
  cloudformation: 'iam-policy',
  terraform: 'iam-policy',
} as const;
const FORMATS = [...EXPORT_FORMATS, 'text', 'cloudformation', 'terraform'] as const;

const FLAGS = v.object({
  profile: v.optional(text),
  accounts: v.optional(v.array(text), []),
  role: v.optional(notBlank),
  externalId: v.optional(wellFormed(wrongExternalId)),
  principal: v.optional(text),
  sessionName: v.optional(wellFormed(wrongSessionName)),
  sessionDuration: v.optional(text),
  ssoRole: separated,
  check: v.optional(v.boolean(), false),
  region: separated,
  pick: v.optional(v.boolean(), false),
  kind: separated,
  days: v.optional(v.pipe(count, v.maxValue(3650, 'must be at most 3650'))),
  since: v.optional(text),
  until: v.optional(text),
  attributes: v.optional(v.boolean(), false),
  tags: v.optional(v.boolean(), false),
  prices: v.optional(file),
  locationType: separated,
  filter: v.optional(v.array(notBlank), []),
  format: v.pipe(separated, v.array(v.picklist(FORMATS, `takes ${EXPORT_FORMATS.join(', ')}`))),
  shell: v.optional(v.picklist(['sh', 'powershell'], 'takes sh or powershell')),
  recheck: v.optional(v.boolean(), false),
  split: v.optional(v.picklist(['account'], 'takes account')),
  columns: separated,
  exitCode: v.optional(v.boolean(), false),
  runs: v.optional(v.picklist(['scan', 'all'], 'takes scan or all')),
  failOn: separated,
  notify: v.optional(notBlank),
  output: v.optional(
    v.pipe(
      file,
      v.transform((given) => (isStandardOutput(given) ? '-' : given)),
    ),
  ),
  byteUnit: v.optional(v.picklist(BYTE_UNITS, `takes ${BYTE_UNITS.join(', ')}`)),
  concurrency: v.optional(v.pipe(count, v.maxValue(1000, 'must be at most 1000'))),
  maxRps: v.optional(positive),
  scanFile: v.optional(file),
  name: v.optional(wellFormed(wrongScanName)),
  keep: v.optional(v.boolean(), false),
  dryRun: v.optional(v.boolean(), false),
  resume: v.optional(v.pipe(v.string(), v.transform(withHome))),
  resumeWithin: v.optional(positive),
  endpointUrl: v.optional(
    v.pipe(
      text,
      v.check(
        (given) => wrongAddress(given) === undefined,
        ({ input }) => wrongAddress(String(input)) ?? '',
      ),
    ),
  ),
  config: v.optional(file),
  demo: v.optional(v.boolean(), false),
  demoOrg: v.optional(v.boolean(), false),
  demoAccounts: v.optional(
    v.pipe(count, v.minValue(2, 'must be at least 2'), v.maxValue(5000, 'must be at most 5000')),
  ),
  demoSession: v.optional(count),
  demoDay: v.optional(
    v.pipe(
      number,
      v.integer('takes a whole number'),
      v.minValue(0, 'must not be negative'),
      v.maxValue(LAST_DAY, `must be at most ${LAST_DAY}`),
    ),
  ),
  demoSize: v.optional(
    v.picklist(['small', 'medium', 'large', 'hostile'], 'takes small, medium, large or hostile'),
    'medium',
  ),
  faults: v.optional(v.picklist(['planned', 'none'], 'takes planned or none'), 'planned'),
  demoExit: v.optional(v.boolean(), false),
  port: v.optional(
    v.pipe(
      number,
      v.integer('takes a whole number'),
      v.minValue(0, 'must not be negative'),
      v.maxValue(65_535, 'must be at most 65535'),
    ),
  ),
  latency: v.optional(v.pipe(number, v.minValue(0, 'must not be negative'))),
  throttle: v.optional(text),
  partition: v.optional(text, 'aws'),
  debug: v.optional(v.boolean(), false),
  quiet: v.optional(v.boolean(), false),
  color: v.optional(v.boolean(), true),
  version: v.optional(v.boolean(), false),
  help: v.optional(v.boolean(), false),
});

/** The flags, checked. */
export type Flags = v.InferOutput<typeof FLAGS>;

/** A command line: its words and its flags. */
export interface CommandLine {
  readonly words: readonly string[];
  readonly flags: Flags;
  /** Names of the options that were given. */
  readonly given: ReadonlySet<string>;
}

/**
 * Parses the arguments after the program's name.
 * @throws UsageError that names the option and what it takes
 */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const given = checkedNames(argv);
  const parsed = meow({
    importMeta: import.meta,
    argv: joinedDashes(argv),
    pkg: {},
    autoHelp: false,
    autoVersion: false,
    flags: Object.fromEntries(
      OPTIONS.filter((option) => option.name !== 'no-color').map((option) => [
        camelCase(option.name),
        {
          type: option.type === 'number' ? 'string' : option.type,
          ...(option.short === undefined ? {} : { shortFlag: option.short }),
          ...(option.isMultiple === true ? { isMultiple: true } : {}),
        },
      ]),
    ),
  });
  const checked = v.safeParse(FLAGS, { ...parsed.flags, color: !argv.includes('--no-color') });
  if (!checked.success) {
    const [issue] = checked.issues;
    const name = String(v.getDotPath(issue) ?? '').split('.')[0] ?? '';
    throw new UsageError(`--${kebabCase(name)} ${issue.message} (given: ${shownInput(issue.input)})`);
  }
  return { words: parsed.input, flags: withCompany(checked.output), given };
}

/** A number of accounts is one of a company's. */
function withCompany(flags: Flags): Flags {
  return { ...flags, demoOrg: flags.demoOrg || flags.demoAccounts !== undefined };
}

function shownInput(input: unknown): string {
  return input === '' ? 'nothing' : JSON.stringify(input);
}

/** The names of the options; each is one that there is, and one that takes one value is given once. */
function checkedNames(argv: readonly string[]): ReadonlySet<string> {
  const given = new Set<string>();
  for (const argument of argv) {
    if (argument === '--') break;
    const name = /^--?([^=]*)/.exec(argument)?.[1];
    if (name === undefined || argument === '-' || /^-\d/.test(argument)) continue;
    const isLong = argument.startsWith('--');
    const option = OPTIONS.find((candidate) => (isLong ? candidate.name : candidate.short) === name);
    if (option === undefined) throw new UsageError(noOption(argument.split('=')[0] ?? ''));
    if (given.has(option.name) && option.isMultiple !== true)
      throw new UsageError(`--${option.name} can be given only once.`);
    given.add(option.name);
  }
  return given;
}

function noOption(typed: string): string {
  const names = OPTIONS.map(({ name }) => `--${name}`);
  const close = typed.startsWith('--') ? closest(typed, names, (name) => [name]) : [];
  return close.length > 0
    ? `There is no option ${typed}; close: ${close.join(', ')}.`
    : `There is no option ${typed}. snapdeck --help lists them all.`;
}

/** `--output -` as `--output=-`: the parser takes a lone dash for an option without a value. */
function joinedDashes(argv: readonly string[]): readonly string[] {
  return argv.flatMap((argument, index) => {
    if (argument === '-' && argv[index - 1]?.startsWith('--') === true) return [];
    return argv[index + 1] === '-' && argument.startsWith('--') ? [`${argument}=-`] : [argument];
  });
}

/**
 * Formats as chosen, or the default.
 * @throws UsageError where one is none of files
 */
export function formatsOf(flags: Flags): readonly ExportFormat[] {
  const chosen = flags.format.map((format) => {
    if (format === 'text' || format === 'cloudformation' || format === 'terraform')
      throw new UsageError(
        `--format takes ${EXPORT_FORMATS.join(', ')} (given: ${format}, which is for ${PRINTED[format]}).`,
      );
    return format;
  });
  return chosen.length === 0 ? ['xlsx'] : [...new Set(chosen)];
}

/**
 * The one format of what is printed.
 * @throws UsageError where it is none of these, or several
 */
export function printedFormatOf(flags: Flags, what: string): 'text' | 'csv' | 'json' | 'ndjson' {
  const [format = 'text', ...more] = new Set(flags.format);
  if (more.length > 0) throw new UsageError(`--format: ${what} are printed in one format.`);
  const printed = (['text', 'csv', 'json', 'ndjson'] as const).find((one) => one === format);
  if (printed !== undefined) return printed;
  throw new UsageError(`--format takes text, csv, json or ndjson for ${what} (given: ${format}).`);
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
