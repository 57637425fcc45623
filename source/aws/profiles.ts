import { readFileSync } from 'node:fs';
import path from 'node:path';
import { homeFolder, withHome } from '../base/home-folder.ts';
import { UsageError } from '../base/usage-error.ts';
import { nameInHeader, parseIni, type Section, type Sections } from './ini.ts';

/** What a profile says, wherever of the two files it stands. */
export interface Profile {
  readonly name: string;
  /** A value; undefined where the profile lacks it or leaves it empty. The credentials file outranks the other. */
  readonly get: (key: string) => string | undefined;
  /** The keys, of both files. */
  readonly keys: readonly string[];
  /** True for a key of the credentials file. */
  readonly isInCredentialsFile: (key: string) => boolean;
}

/** The user's AWS configuration, as the AWS CLI reads it. */
export interface AwsFiles {
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly ssoSessions: ReadonlyMap<string, Section>;
  /** Endpoints by service (`ec2.endpoint_url`), by the name of their section. */
  readonly services: ReadonlyMap<string, Section>;
}

/** The profile where nothing names one. */
export const DEFAULT_PROFILE = 'default';

/**
 * Reads `~/.aws/config` and `~/.aws/credentials`, or the files that AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE
 * name; one that is not there has nothing in it.
 * @throws UsageError where one is there and cannot be read
 */
export function readAwsFiles(environment: NodeJS.ProcessEnv = process.env): AwsFiles {
  const config = readSections(environment.AWS_CONFIG_FILE, 'config');
  const credentials = readSections(environment.AWS_SHARED_CREDENTIALS_FILE, 'credentials');
  const inConfig = new Map([...named(config, 'profile')]);
  const plain = config.get(DEFAULT_PROFILE);
  if (plain !== undefined && !inConfig.has(DEFAULT_PROFILE)) inConfig.set(DEFAULT_PROFILE, plain);
  const names = new Set([...inConfig.keys(), ...credentials.keys()]);
  return {
    profiles: new Map(
      [...names].map((name) => [name, profileOf(name, inConfig.get(name), credentials.get(name))]),
    ),
    ssoSessions: new Map(named(config, 'sso-session')),
    services: new Map(named(config, 'services')),
  };
}

/** The profile that the environment names; null where it names none. */
export function profileOfEnvironment(environment: NodeJS.ProcessEnv = process.env): string | null {
  return environment.AWS_PROFILE || environment.AWS_DEFAULT_PROFILE || null;
}

/** Names of the profiles in the user's AWS configuration and credentials files, sorted, `default` first. */
export function listProfiles(files: AwsFiles = readAwsFiles()): readonly string[] {
  return [...files.profiles.keys()].sort(
    (one, other) =>
      Number(other === DEFAULT_PROFILE) - Number(one === DEFAULT_PROFILE) || one.localeCompare(other),
  );
}

function profileOf(name: string, config: Section | undefined, credentials: Section | undefined): Profile {
  return {
    name,
    get: (key) => credentials?.get(key) || config?.get(key) || undefined,
    keys: [...new Set([...(config?.keys() ?? []), ...(credentials?.keys() ?? [])])],
    isInCredentialsFile: (key) => (credentials?.get(key) ?? '') !== '',
  };
}

function* named(sections: Sections, sort: string): Generator<[string, Section]> {
  for (const [header, section] of sections) {
    const name = nameInHeader(header, sort);
    if (name !== undefined) yield [name, section];
  }
}

function readSections(named: string | undefined, usual: string): Sections {
  const home = homeFolder();
  const file = named ? withHome(named) : home === null ? null : path.join(home, '.aws', usual);
  if (file === null) return new Map();
  try {
    return parseIni(readFileSync(file, 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return new Map();
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`Cannot read the AWS configuration ${file}: ${reason}`, { cause: error });
  }
}
