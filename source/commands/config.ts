import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { faultOfMatch, RULE_SCHEMA } from '../analysis/protection/rules.ts';
import { TRANSFERS_SCHEMA } from '../analysis/transfers/transfer-settings.ts';
import {
  EXTERNAL_ID,
  LONGEST_SESSION,
  parseRole,
  SESSION_NAME,
  SHORTEST_SESSION,
} from '../aws/accounts/role.ts';
import { applicationFolders } from '../base/application-folders.ts';
import { withHome } from '../base/home-folder.ts';
import { placeInJson } from '../base/place-in-json.ts';
import { UsageError } from '../base/usage-error.ts';
import { BYTE_UNITS } from '../model/format.ts';
import { readBytes } from '../store/filter/read-values.ts';
import { USUAL_POLICY } from '../store/history/retention.ts';
import { readAppearance } from '../ui/screen/read-appearance.ts';
import { checkKinds } from './kind-names.ts';

const whole = (least: number, most: number) =>
  v.pipe(
    v.number('must be a number'),
    v.integer('must be a whole number'),
    v.minValue(least, `must be at least ${least}`),
    v.maxValue(most, `must be at most ${most}`),
  );
const texts = v.array(v.string('must be text'), 'must be a list of texts');
const tagKeys = v.array(
  v.pipe(v.string('must be text'), v.trim(), v.nonEmpty('must not be blank')),
  'must be a list of tag keys',
);

const ACCOUNT = v.pipe(v.string(), v.regex(/^\d{12}$/, 'must be an account id of 12 digits'));
const named = v.pipe(v.string('must be text'), v.nonEmpty('must not be empty'));
const matching = (pattern: RegExp, words: string) =>
  v.pipe(v.string('must be text'), v.regex(pattern, words));
/** The way into accounts. */
const ENTRY = {
  role: v.optional(
    v.nullable(
      v.pipe(
        named,
        v.check(
          (given) => wrongRole(given) === undefined,
          ({ input }) => wrongRole(String(input)) ?? '',
        ),
      ),
    ),
    null,
  ),
  external_id: v.optional(v.nullable(matching(EXTERNAL_ID, 'must be an external id')), null),
  session_name: v.optional(v.nullable(matching(SESSION_NAME, 'must be the name of a session')), null),
  session_duration: v.optional(v.nullable(whole(SHORTEST_SESSION, LONGEST_SESSION)), null),
  sso_role: v.optional(texts, []),
};

/** What differs in one account. */
const EXCEPTION = v.strictObject(
  { ...ENTRY, profile: v.optional(v.nullable(named), null) },
  'must be an object',
);

/** Bytes, from a text such as 5GB. */
const size = v.pipe(
  v.string('must be a size such as "5GB", or null'),
  v.transform(readBytes),
  v.number('must be a size such as 5GB, 500MiB or 1TB'),
  v.minValue(0, 'must not be negative'),
);

/** Which scan files stay. */
const HISTORY = v.strictObject(
  {
    last: v.optional(whole(1, 100_000), USUAL_POLICY.last),
    daily: v.optional(whole(0, 100_000), USUAL_POLICY.daily),
    monthly: v.optional(whole(0, 100_000), USUAL_POLICY.monthly),
    max_size: v.optional(v.nullable(size), '5GB'),
  },
  'must be an object',
);

const CONFIG = v.strictObject(
  {
    account_mappings: v.optional(
      v.record(ACCOUNT, v.string('must be the name of an account'), 'must map account ids to names'),
      {},
    ),
    default_regions: v.optional(texts, []),
    kinds: v.optional(texts, []),
    execution_days: v.optional(whole(1, 3650), 30),
    old_days: v.optional(whole(1, 36_500), 365),
    prices: v.optional(v.pipe(v.string(), v.nonEmpty('must be builtin, api or a file')), 'api'),
    owner_tags: v.optional(tagKeys, ['owner', 'team']),
    protection: v.optional(v.array(RULE_SCHEMA, 'must be a list of rules'), []),
    transfers: v.optional(TRANSFERS_SCHEMA, {}),
    history: v.optional(HISTORY, {}),
    notify: v.optional(
      v.nullable(v.pipe(v.string('must be a command'), v.trim(), v.nonEmpty('must not be blank'))),
      null,
    ),
    output_dir: v.optional(v.string('must be a folder'), 'output'),
    log_dir: v.optional(v.string('must be a folder'), 'logs'),
    byte_unit: v.optional(v.picklist(BYTE_UNITS, `must be one of ${BYTE_UNITS.join(', ')}`), 'auto'),
    theme: v.optional(v.string('must be text'), 'auto'),
    themes: v.optional(
      v.record(v.string(), v.record(v.string(), v.string('must be text'), 'must map tones to colours')),
      {},
    ),
    colors: v.optional(v.record(v.string(), v.string('must be text'), 'must map tones to colours'), {}),
    keys: v.optional(v.record(v.string(), texts, 'must map commands to lists of keys'), {}),
    columns: v.optional(v.record(v.string(), texts, 'must map tables to lists of columns'), {}),
    mouse: v.optional(v.boolean('must be true or false'), true),
    bell: v.optional(v.boolean('must be true or false'), false),
    concurrency: v.optional(whole(1, 1000), 64),
    max_rps: v.optional(
      v.nullable(v.pipe(v.number('must be a number'), v.minValue(0.1, 'must be at least 0.1'))),
      null,
    ),
    organization_name: v.optional(
      v.nullable(v.pipe(v.string('must be text'), v.trim(), v.nonEmpty('must not be blank'))),
      null,
    ),
    accounts: v.optional(texts, []),
    ...ENTRY,
    account_exceptions: v.optional(
      v.record(ACCOUNT, EXCEPTION, 'must map account ids to what differs there'),
      {},
    ),
  },
  'must be an object',
);

/** config.json, whole: what is not in the file has its default. */
export type Config = v.InferOutput<typeof CONFIG>;

/** The configuration and where it was found; null: nowhere, all defaults. */
export interface FoundConfig {
  readonly config: Config;
  readonly file: string | null;
  /** What was passed over in files that are perhaps not snapdeck's alone, a line each. */
  readonly notices: readonly string[];
}

/**
 * Finds and reads the configuration: the named file, else `./config.json`, else the one of the user's configuration
 * folder. A file that nobody named may be another program's: what of it is no setting is passed over with a notice.
 * @throws UsageError that names the file and the place of every wrong key, for a file that was named
 */
export function loadConfig(named: string | undefined, workingFolder: string): FoundConfig {
  if (named !== undefined) {
    const file = path.resolve(workingFolder, named);
    return { config: withHomes(checkedConfig(readJson(file), file)), file, notices: [] };
  }
  const notices: string[] = [];
  for (const file of usualFiles(workingFolder)) {
    const found = configIn(file, path.dirname(file) === applicationFolders().config);
    if (found.notice !== null) notices.push(found.notice);
    if (found.config !== null) return { config: withHomes(found.config), file, notices };
  }
  return { config: withHomes(v.parse(CONFIG, {})), file: null, notices };
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`Cannot read the configuration ${file}: ${messageOf(error)}`, { cause: error });
  }
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new UsageError(`The configuration ${file} is not JSON: ${messageOf(error)}`, { cause: error });
  }
}

function checkedConfig(given: unknown, file: string): Config {
  const result = v.safeParse(CONFIG, given);
  if (!result.success) {
    const places = result.issues.map((issue) => {
      const { entries } = schemaOf(issue);
      const known = Object.keys(entries).join(', ');
      return isUnknownKey(issue)
        ? `${v.getDotPath(issue)}${issue.path?.[0].key === 'history' ? textPlace(file, issue) : ''} is not a key it knows (it knows ${known})`
        : wrongPlace(issue) + textPlace(file, issue);
    });
    throw new UsageError(`The configuration ${file} is wrong: ${places.join('; ')}`);
  }
  checkKinds(result.output.kinds, `The configuration ${file} is wrong: kinds`);
  checkRules(result.output.protection, file);
  try {
    readAppearance(result.output);
  } catch (error) {
    throw new UsageError(`The configuration ${file} is wrong: ${messageOf(error)}`, { cause: error });
  }
  return result.output;
}

/** Throws a UsageError with the line and the column where the match of a rule is wrong. */
function checkRules(rules: Config['protection'], file: string): void {
  for (const [index, { match }] of rules.entries()) {
    const fault = faultOfMatch(match);
    if (fault === null) continue;
    const where = placeWords(file, ['protection', index, 'match'], fault.start);
    throw new UsageError(
      `The configuration ${file} is wrong: protection.${index}.match${where}: ${fault.message}`,
    );
  }
}

/** What of a file is configuration, null where nothing is; and what is not, in a line. */
function configIn(
  file: string,
  isOwn: boolean,
): { readonly config: Config | null; readonly notice: string | null } {
  let given: unknown;
  try {
    given = readJson(file);
  } catch (error) {
    return { config: null, notice: `${messageOf(error)}; it is passed over` };
  }
  if (!v.is(v.record(v.string(), v.unknown()), given) || Array.isArray(given))
    return { config: null, notice: `${file} is not a configuration of snapdeck; it is passed over` };
  const kept = new Map(Object.entries(given));
  const reasons: string[] = [];
  const unknown = [...kept.keys()].filter((key) => !Object.hasOwn(CONFIG.entries, key));
  for (const key of unknown) kept.delete(key);
  // A command that lies in whatever folder one is in must not run.
  if (!isOwn && kept.delete('notify'))
    reasons.push(
      "notify, which is a command, counts only in the user's own configuration or one that --config names",
    );
  if (kept.size === 0 && unknown.length > 0)
    return { config: null, notice: `${file} is not a configuration of snapdeck; it is passed over` };
  for (;;) {
    try {
      const config = checkedConfig(withoutWrong(kept, reasons), file);
      return { config, notice: passedOver(file, unknown, reasons) };
    } catch (error) {
      // Kinds that there are not, colours and keys that cannot be: those parts, whole.
      const part = [['kinds'], ['protection'], ['theme', 'themes', 'colors', 'keys', 'columns']].find(
        (keys) => keys.some((key) => kept.has(key)),
      );
      if (part === undefined) throw error;
      reasons.push(messageOf(error).replace(/^.*? is wrong: /, ''));
      for (const key of part) kept.delete(key);
    }
  }
}

/** Takes out what is not of its type: an account by itself, anything else with its whole key. */
function withoutWrong(kept: Map<string, unknown>, reasons: string[]): Record<string, unknown> {
  const result = v.safeParse(CONFIG, Object.fromEntries(kept));
  for (const issue of result.issues ?? []) {
    const [key = '', inner] = (issue.path ?? []).map((step) => String(step.key));
    const value = kept.get(key);
    if (key === 'account_mappings' && inner !== undefined && typeof value === 'object' && value !== null) {
      kept.set(key, Object.fromEntries(Object.entries(value).filter(([name]) => name !== inner)));
    } else kept.delete(key);
    reasons.push(wrongPlace(issue));
  }
  return Object.fromEntries(kept);
}

function passedOver(file: string, unknown: readonly string[], reasons: readonly string[]): string | null {
  const parts = [
    ...(unknown.length === 0 ? [] : [`${unknown.join(', ')} (no settings of snapdeck)`]),
    ...reasons,
  ];
  return parts.length === 0 ? null : `passed over in ${file}: ${parts.join('; ')}`;
}

/** The object that a key does not belong to. */
function schemaOf({ path: steps }: v.BaseIssue<unknown>): {
  readonly entries: Readonly<Record<string, unknown>>;
} {
  if (steps === undefined || steps.length < 2) return CONFIG;
  if (steps[0]?.key === 'history') return HISTORY;
  if (steps[0]?.key === 'transfers') return TRANSFERS_SCHEMA;
  return steps[0]?.key === 'protection' ? RULE_SCHEMA : EXCEPTION;
}

/** Where in the file what is wrong of a rule or of the history stands; nothing for anything else. */
function textPlace(file: string, { path: steps = undefined, input }: v.BaseIssue<unknown>): string {
  const part = steps?.[0].key;
  const isOfRule = part === 'protection' && typeof input === 'string';
  if (steps === undefined || !(isOfRule || part === 'history')) return '';
  const keys = steps.map(({ key }) => (typeof key === 'number' ? key : String(key)));
  return placeWords(file, keys, 0);
}

function placeWords(file: string, keys: readonly (string | number)[], characters: number): string {
  const place = placeInJson(readFileSync(file, 'utf8'), keys, characters);
  return place === null ? '' : ` in line ${place.line}, column ${place.column}`;
}

function isUnknownKey(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never';
}

function wrongPlace(issue: v.BaseIssue<unknown>): string {
  const place = v.getDotPath(issue) ?? '';
  const isMissing = issue.type === 'strict_object' && issue.received === 'undefined';
  return `${place === '' ? 'it' : place} ${isMissing ? 'is missing' : issue.message}`;
}

/** With `~` in its paths as the shell reads it. */
function withHomes(config: Config): Config {
  const { output_dir, log_dir, prices } = config;
  return {
    ...config,
    output_dir: withHome(output_dir),
    log_dir: withHome(log_dir),
    prices: withHome(prices),
  };
}

function usualFiles(workingFolder: string): readonly string[] {
  const own = applicationFolders().config;
  return [workingFolder, ...(own === null ? [] : [own])]
    .map((folder) => path.join(folder, 'config.json'))
    .filter((file) => existsSync(file));
}

/** What is wrong with a role, in words. */
function wrongRole(given: string): string | undefined {
  try {
    parseRole(given, 'must be a role');
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
