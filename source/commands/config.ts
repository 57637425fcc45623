import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import envPaths from 'env-paths';
import * as v from 'valibot';
import { UsageError } from '../base/usage-error.ts';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { RESOURCE_KINDS } from '../kinds/registry.ts';
import { BYTE_UNITS } from '../model/format.ts';
import { readAppearance } from '../ui/screen/read-appearance.ts';
import { THEME_NAMES } from '../ui/settings/colors.ts';

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

const CONFIG = v.strictObject(
  {
    account_mappings: v.optional(
      v.record(
        v.pipe(v.string(), v.regex(/^\d{12}$/, 'must be an account id of 12 digits')),
        v.string('must be the name of an account'),
        'must map account ids to names',
      ),
      {},
    ),
    default_regions: v.optional(texts, []),
    kinds: v.optional(texts, []),
    execution_days: v.optional(whole(1, 3650), 30),
    old_days: v.optional(whole(1, 36_500), 365),
    owner_tags: v.optional(tagKeys, ['owner', 'team']),
    output_dir: v.optional(v.string('must be a folder'), 'output'),
    log_dir: v.optional(v.string('must be a folder'), 'logs'),
    byte_unit: v.optional(v.picklist(BYTE_UNITS, `must be one of ${BYTE_UNITS.join(', ')}`), 'auto'),
    theme: v.optional(v.picklist(THEME_NAMES, `must be one of ${THEME_NAMES.join(', ')}`), 'dark'),
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
  },
  'must be an object',
);

/** config.json, whole: what is not in the file has its default. */
export type Config = v.InferOutput<typeof CONFIG>;

/** The configuration and where it was found; null: nowhere, all defaults. */
export interface FoundConfig {
  readonly config: Config;
  readonly file: string | null;
}

/**
 * Finds and reads the configuration: the named file, else `./config.json`, else the user's configuration folder.
 * @throws UsageError that names the file and the place of every wrong key
 */
export function loadConfig(named: string | undefined, workingFolder: string): FoundConfig {
  const file = named === undefined ? findConfig(workingFolder) : path.resolve(workingFolder, named);
  if (file === null) return { config: v.parse(CONFIG, {}), file: null };
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`Cannot read the configuration ${file}: ${messageOf(error)}`, { cause: error });
  }
  let given: unknown;
  try {
    given = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new UsageError(`The configuration ${file} is not JSON: ${messageOf(error)}`, { cause: error });
  }
  return { config: checkedConfig(given, file), file };
}

function checkedConfig(given: unknown, file: string): Config {
  const result = v.safeParse(CONFIG, given);
  if (!result.success) {
    const places = result.issues.map((issue) => {
      const place = v.getDotPath(issue) ?? '';
      const known = Object.keys(CONFIG.entries).join(', ');
      return issue.type === 'strict_object' && issue.expected === 'never'
        ? `${place} is not a key it knows (it knows ${known})`
        : `${place === '' ? 'it' : place} ${issue.message}`;
    });
    throw new UsageError(`The configuration ${file} is wrong: ${places.join('; ')}`);
  }
  checkKinds(result.output.kinds, `The configuration ${file} is wrong: kinds`);
  try {
    readAppearance(result.output);
  } catch (error) {
    throw new UsageError(`The configuration ${file} is wrong: ${messageOf(error)}`, { cause: error });
  }
  return result.output;
}

function findConfig(workingFolder: string): string | null {
  const candidates = [
    path.join(workingFolder, 'config.json'),
    path.join(envPaths('snapdeck', { suffix: '' }).config, 'config.json'),
  ];
  return candidates.find((candidate) => existsSync(candidate)) ?? null;
}

/** What `--kind` takes for every kind that there is. */
const ALL = 'all';

/**
 * The kinds that names stand for: ids, groups (`datasync`, `snapshots`) or `all`, in the registry's order; where none is
 * named, those that are scanned by default. A group is of those as well.
 * @throws UsageError that lists what there is
 */
export function checkKinds(names: readonly string[], place: string): readonly string[] {
  const wanted = names
    .flatMap((name) => name.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  for (const name of wanted) {
    if (name !== ALL && !RESOURCE_KINDS.some((kind) => kind.id === name || kind.group === name)) {
      const known = RESOURCE_KINDS.map((kind) => kind.id).join(', ');
      throw new UsageError(
        `${place}: there is no kind "${name}". There are: all, datasync, snapshots (groups), ${known}`,
      );
    }
  }
  const isNamed = ({ id, group, byDefault }: ResourceKind) =>
    wanted.length === 0
      ? byDefault
      : wanted.some((name) => name === ALL || name === id || (name === group && byDefault));
  return RESOURCE_KINDS.filter(isNamed).map((kind) => kind.id);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
