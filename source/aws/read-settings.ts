/** The one place that reads how AWS is reached: flags, environment and profile, in the order that the AWS CLI has. */
import { readFileSync } from 'node:fs';
import { quote } from 'shlex';
import { withHome } from '../base/home-folder.ts';
import { UsageError } from '../base/usage-error.ts';
import { partitionOfRegion } from './partitions.ts';
import {
  type AwsFiles,
  DEFAULT_PROFILE,
  type Profile,
  profileOfEnvironment,
  readAwsFiles,
} from './profiles.ts';
import { readProxies } from './proxy.ts';
import {
  type AwsSettings,
  type CaBundle,
  type Endpoint,
  type EndpointService,
  type Endpoints,
  type MetadataSettings,
  PLAIN_SETTINGS,
  wrongAddress,
} from './settings.ts';

/** What a command line or a picker says of it. */
export interface GivenSettings {
  /** Null: none is named. */
  readonly profile: string | null;
  readonly endpointUrl: string | null;
  readonly concurrency: number;
  readonly maxRps: number | null;
}

/**
 * Reads the settings of a process that calls AWS.
 * @throws UsageError that names the flag, variable or key of the profile that is wrong
 */
export function readAwsSettings(
  given: GivenSettings,
  environment: NodeJS.ProcessEnv = process.env,
): AwsSettings {
  const files = readAwsFiles(environment);
  const name = given.profile ?? profileOfEnvironment(environment) ?? DEFAULT_PROFILE;
  const profile = files.profiles.get(name);
  return {
    ...PLAIN_SETTINGS,
    profile: given.profile,
    endpoints: readEndpoints(given, environment, profile, files),
    region: readRegion(given, environment, profile),
    caBundle: readCaBundle(environment, profile),
    proxy: readProxies(environment),
    hosts: {
      fips: isSet(environment.AWS_USE_FIPS_ENDPOINT ?? profile?.get('use_fips_endpoint')),
      dualstack: isSet(environment.AWS_USE_DUALSTACK_ENDPOINT ?? profile?.get('use_dualstack_endpoint')),
    },
    metadata: readMetadata(environment, profile),
    concurrency: given.concurrency,
    maxRps: given.maxRps,
  };
}

/** How the settings read in the log: where calls go and through what, without anything secret. */
export function settingsLine({ endpoints, region, caBundle, proxy }: AwsSettings): string {
  const addresses = [endpoints.common, ...Object.values(endpoints.services)].flatMap((endpoint) =>
    endpoint == null ? [] : [`${withoutLogin(endpoint.url)} (${endpoint.from})`],
  );
  const proxies = [...new Set([proxy.https, proxy.http])].flatMap((url) =>
    url === null ? [] : [new URL(url).host],
  );
  return [
    `home region ${region ?? 'not set'}`,
    `endpoints ${addresses.length === 0 ? "AWS's own" : addresses.join(', ')}`,
    `proxy ${proxies.length === 0 ? 'none' : proxies.join(', ')}`,
    `certificate authorities ${caBundle === null ? "Node's own" : `${caBundle.file} (${caBundle.from})`}`,
  ].join('; ');
}

/** Name and password of an address are nobody's. */
function withoutLogin(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname === '/' ? '' : pathname}`;
}

/**
 * The environment outranks the profile. But where a flag names a profile of another partition, the environment's region
 * is one that its credentials are not for.
 */
function readRegion(
  given: GivenSettings,
  environment: NodeJS.ProcessEnv,
  profile: Profile | undefined,
): string | null {
  const variable = ['AWS_REGION', 'AWS_DEFAULT_REGION'].find((name) => environment[name]?.trim());
  const fromEnvironment = variable === undefined ? null : checkedRegion(variable, environment[variable]);
  if (fromEnvironment !== null && given.profile === null) return fromEnvironment;
  const ofProfile = profile?.get('region');
  const fromProfile =
    ofProfile === undefined ? null : checkedRegion(`region of ${titleOf(profile)}`, ofProfile);
  if (fromEnvironment === null || fromProfile === null) return fromEnvironment ?? fromProfile;
  const isElsewhere = partitionOfRegion(fromEnvironment) !== partitionOfRegion(fromProfile);
  return isElsewhere ? fromProfile : fromEnvironment;
}

/** Without the blanks that a CI's settings get. Throws a UsageError for what can be part of no host's name. */
function checkedRegion(from: string, given = ''): string {
  const region = given.trim();
  if (/^[a-z\d][a-z\d-]{0,62}$/i.test(region)) return region;
  throw new UsageError(`${from} takes the name of a region, such as us-east-1 (given: ${given})`);
}

/** As the AWS CLI reads them: whole seconds, and how often it is asked. */
function readMetadata(environment: NodeJS.ProcessEnv, profile: Profile | undefined): MetadataSettings {
  const whole = (variable: string, key: string, usual: number): number => {
    const ofProfile = profile?.get(key);
    const [given, from] = environment[variable]
      ? [environment[variable], variable]
      : [ofProfile, `${key} of ${titleOf(profile)}`];
    if (given === undefined) return usual;
    if (!/^[1-9]\d{0,5}$/.test(given.trim()))
      throw new UsageError(`${from} takes a whole number of at least 1 (given: ${given})`);
    return Number(given);
  };
  const { timeoutMs, tries } = PLAIN_SETTINGS.metadata;
  return {
    timeoutMs: whole('AWS_METADATA_SERVICE_TIMEOUT', 'metadata_service_timeout', timeoutMs / 1000) * 1000,
    tries: whole('AWS_METADATA_SERVICE_NUM_ATTEMPTS', 'metadata_service_num_attempts', tries),
  };
}

function readCaBundle(environment: NodeJS.ProcessEnv, profile: Profile | undefined): CaBundle | null {
  const ofProfile = profile?.get('ca_bundle');
  const [file, from] = environment.AWS_CA_BUNDLE
    ? [withHome(environment.AWS_CA_BUNDLE), 'AWS_CA_BUNDLE']
    : [withHome(ofProfile ?? ''), `ca_bundle of ${titleOf(profile)}`];
  if (file === '') return null;
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = isMissing
      ? 'there is no such file'
      : error instanceof Error
        ? error.message
        : String(error);
    throw new UsageError(`${from} names ${file}, which cannot be read: ${reason}.`, { cause: error });
  }
  if (!/-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/.test(pem))
    throw new UsageError(`${from} names ${file}, which holds no certificate in PEM format.`);
  return { file, from, pem };
}

function readEndpoints(
  given: GivenSettings,
  environment: NodeJS.ProcessEnv,
  profile: Profile | undefined,
  files: AwsFiles,
): Endpoints {
  if (given.endpointUrl !== null)
    return { common: checkedEndpoint('--endpoint-url', given.endpointUrl), services: {} };
  const ignored =
    environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ?? profile?.get('ignore_configured_endpoint_urls');
  if (isSet(ignored)) return PLAIN_SETTINGS.endpoints;
  const common = environment.AWS_ENDPOINT_URL
    ? checkedEndpoint('AWS_ENDPOINT_URL', environment.AWS_ENDPOINT_URL)
    : null;
  const section = servicesSection(profile, files);
  const ofProfile = profile?.get('endpoint_url');
  const services: Record<EndpointService, Endpoint> = {};
  if (common === null) {
    for (const [key, given] of section ?? []) {
      const word = SERVICE_KEY.exec(key)?.[1];
      if (word === undefined || given === '') continue;
      const place = `${word} endpoint_url of services ${quoted(profile?.get('services') ?? '')}`;
      services[serviceOf(word)] = checkedEndpoint(place, given);
    }
  }
  for (const [variable, given] of Object.entries(environment)) {
    const word = SERVICE_VARIABLE.exec(variable)?.[1];
    if (word !== undefined && given) services[serviceOf(word)] = checkedEndpoint(variable, given);
  }
  if (common !== null || ofProfile === undefined) return { common, services };
  return { common: checkedEndpoint(`endpoint_url of ${titleOf(profile)}`, ofProfile), services };
}

/** A service's own endpoint as the environment and a `services` section name it; nested keys are joined by a dot. */
const SERVICE_VARIABLE = /^AWS_ENDPOINT_URL_([A-Z\d_]+)$/;
const SERVICE_KEY = /^([a-z\d_]+)\.endpoint_url$/;

/** The service that a word of theirs means: `SSO_OIDC` is `sso-oidc`. */
function serviceOf(word: string): EndpointService {
  return word.toLowerCase().replaceAll('_', '-');
}

function servicesSection(
  profile: Profile | undefined,
  files: AwsFiles,
): ReadonlyMap<string, string> | undefined {
  const name = profile?.get('services');
  if (name === undefined) return undefined;
  const section = files.services.get(name);
  if (section === undefined)
    throw new UsageError(
      `The ${titleOf(profile)} names services ${quoted(name)}, but there is no section [services ${quote(name)}] in the AWS configuration.`,
    );
  return section;
}

/** Throws a UsageError where it is no address that can be called. */
function checkedEndpoint(from: string, given: string): Endpoint {
  const wrong = wrongAddress(given);
  if (wrong !== undefined) throw new UsageError(`${from} ${wrong} (given: ${given})`);
  return { url: given, from };
}

function isSet(given: string | undefined): boolean {
  return given?.trim().toLowerCase() === 'true';
}

function titleOf(profile: Profile | undefined): string {
  return `profile ${quoted(profile?.name ?? DEFAULT_PROFILE)}`;
}

function quoted(name: string): string {
  return `"${name}"`;
}
