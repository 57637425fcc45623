/**
 * Where the credentials are to be had, by the order that the AWS CLI keeps: keys in the environment (unless a profile is
 * named by flag), the profile's role, web identity, SSO, login, keys and process, then container and instance role.
 */
import type { Credentials } from '../operation.ts';
import { type AwsFiles, DEFAULT_PROFILE, type Profile, profileOfEnvironment } from '../profiles.ts';
import { CredentialsFailed } from './credentials-failed.ts';
import { environmentKeys, profileKeys } from './keys.ts';
import type { CredentialOrigin } from './origin.ts';

/** A role to assume, by STS's parameters. */
export interface RolePlan {
  readonly way: 'role';
  readonly profile: string;
  readonly roleArn: string;
  readonly sessionName: string | null;
  readonly externalId: string | null;
  /** Seconds. */
  readonly duration: number | null;
  readonly mfaSerial: string | null;
  readonly region: string | null;
  readonly source: CredentialPlan;
}

/** Where a person signs in to IAM Identity Center. */
export interface SsoSignIn {
  /** Null: no profile names it. */
  readonly profile: string | null;
  /** Null in the old form, where the start URL stands in the profile. */
  readonly session: string | null;
  readonly startUrl: string;
  readonly region: string;
}

/** A role of IAM Identity Center. */
export interface SsoPlan extends SsoSignIn {
  readonly way: 'sso';
  readonly profile: string;
  readonly accountId: string;
  readonly roleName: string;
}

/** A role that a token in a file stands for. */
export interface WebIdentityPlan {
  readonly way: 'web-identity';
  /** Null: the environment names it. */
  readonly profile: string | null;
  readonly tokenFile: string;
  readonly roleArn: string;
  readonly sessionName: string | null;
}

/** Everything that has to be known to ask for credentials. */
export type CredentialPlan =
  | {
      readonly way: 'environment';
      readonly keys: Credentials;
      /** What was put right in the variables, in words. */
      readonly notice: string | null;
    }
  | { readonly way: 'keys'; readonly profile: string; readonly keys: Credentials }
  | RolePlan
  | SsoPlan
  | WebIdentityPlan
  | {
      readonly way: 'login';
      readonly profile: string;
      readonly session: string;
      readonly region: string | null;
    }
  | { readonly way: 'process'; readonly profile: string; readonly command: string }
  | { readonly way: 'container' }
  | { readonly way: 'instance' };

/** What a plan is made from: `profile` is one named by flag. */
export interface CredentialSurroundings {
  readonly profile: string | null;
  readonly environment: NodeJS.ProcessEnv;
  readonly files: AwsFiles;
}

/** How credentials are found that are had by this plan. */
export function originOf(plan: CredentialPlan): CredentialOrigin {
  switch (plan.way) {
    case 'environment':
      return { way: plan.way, isTemporary: plan.keys.sessionToken !== undefined };
    case 'keys':
      return { way: plan.way, profile: plan.profile, isTemporary: plan.keys.sessionToken !== undefined };
    case 'role':
      return { way: plan.way, profile: plan.profile, roleArn: plan.roleArn, source: originOf(plan.source) };
    case 'web-identity':
      return { way: plan.way, profile: plan.profile, roleArn: plan.roleArn };
    case 'sso':
    case 'login':
    case 'process':
      return { way: plan.way, profile: plan.profile };
    case 'container':
    case 'instance':
      return { way: plan.way };
  }
}

/**
 * Finds where credentials are to be had.
 * @throws CredentialsFailed where a profile is missing or says what cannot work
 */
export function planCredentials(surroundings: CredentialSurroundings): CredentialPlan {
  const { environment, files } = surroundings;
  const named = surroundings.profile ?? profileOfEnvironment(environment);
  const name = named ?? DEFAULT_PROFILE;
  const profile = files.profiles.get(name);
  if (named !== null && profile === undefined)
    throw new CredentialsFailed('no-profile', `There is no profile "${name}" in your AWS configuration.`);
  const isByFlag = surroundings.profile !== null;
  return (
    (isByFlag ? null : environmentPlan(environment)) ??
    (profile === undefined ? null : rolePlan(profile, surroundings, [])) ??
    (isByFlag ? null : environmentWebIdentity(environment)) ??
    (profile === undefined ? null : profilePlan(profile, files)) ??
    machinePlan(environment)
  );
}

function environmentPlan(environment: NodeJS.ProcessEnv): CredentialPlan | null {
  const found = environmentKeys(environment);
  return found === null ? null : { way: 'environment', ...found };
}

function rolePlan(
  profile: Profile,
  surroundings: CredentialSurroundings,
  visited: readonly string[],
): RolePlan | null {
  const [roleArn, from, kind] = ['role_arn', 'source_profile', 'credential_source'].map(profile.get);
  if (roleArn === undefined || profile.get('web_identity_token_file') !== undefined) return null;
  const { name } = profile;
  const broken = (what: string) => new CredentialsFailed('settings', `The profile "${name}" ${what}.`);
  if (from !== undefined && kind !== undefined)
    throw broken('contains both source_profile and credential_source');
  if (from === undefined && kind === undefined)
    throw broken('has a role_arn, but neither source_profile nor credential_source');
  const duration = Number(profile.get('duration_seconds'));
  return {
    way: 'role',
    profile: name,
    roleArn,
    sessionName: profile.get('role_session_name') ?? null,
    externalId: profile.get('external_id') ?? null,
    duration: Number.isInteger(duration) && duration > 0 ? duration : null,
    mfaSerial: profile.get('mfa_serial') ?? null,
    region: profile.get('region') ?? null,
    source:
      from === undefined
        ? namedSource(kind ?? '', broken, surroundings.environment)
        : sourcePlan(from, profile, surroundings, [...visited, name]),
  };
}

/** The credentials of another profile, or this one's own keys, with which a role is assumed. */
function sourcePlan(
  from: string,
  { name }: Profile,
  surroundings: CredentialSurroundings,
  visited: readonly string[],
): CredentialPlan {
  const source = surroundings.files.profiles.get(from);
  if (source === undefined)
    throw new CredentialsFailed(
      'settings',
      `The source_profile "${from}" referenced in the profile "${name}" does not exist.`,
    );
  const keys = profileKeys(source);
  if (keys !== null) return { way: 'keys', profile: from, keys };
  if (visited.includes(from))
    throw new CredentialsFailed(
      'settings',
      `The source_profile of "${name}" leads back to "${from}", which was visited already: ${visited.join(', ')}.`,
    );
  const found = rolePlan(source, surroundings, visited) ?? profilePlan(source, surroundings.files);
  if (found === null)
    throw new CredentialsFailed(
      'settings',
      `The source profile "${from}" referenced in the profile "${name}" must have credentials.`,
    );
  return found;
}

function namedSource(
  kind: string,
  broken: (what: string) => Error,
  environment: NodeJS.ProcessEnv,
): CredentialPlan {
  if (kind === 'Environment') {
    const found = environmentPlan(environment);
    if (found === null) throw broken('has credential_source Environment, but AWS_ACCESS_KEY_ID is not set');
    return found;
  }
  if (kind === 'EcsContainer') return { way: 'container' };
  if (kind === 'Ec2InstanceMetadata') return { way: 'instance' };
  throw broken(
    `has credential_source "${kind}": it is one of Environment, EcsContainer, Ec2InstanceMetadata`,
  );
}

/** What a profile has besides a role to assume from another. */
function profilePlan(profile: Profile, files: AwsFiles): CredentialPlan | null {
  const { name, get } = profile;
  const tokenFile = get('web_identity_token_file');
  const roleArn = get('role_arn');
  const sessionName = get('role_session_name') ?? null;
  if (tokenFile !== undefined) {
    if (roleArn === undefined)
      throw new CredentialsFailed(
        'settings',
        `The profile "${name}" has a web_identity_token_file, but no role_arn.`,
      );
    return { way: 'web-identity', profile: name, tokenFile, roleArn, sessionName };
  }
  const sso = ssoPlan(profile, files);
  if (sso !== null && 'way' in sso) return sso;
  const session = get('login_session');
  if (session !== undefined) return { way: 'login', profile: name, session, region: get('region') ?? null };
  const command = get('credential_process');
  // Keys of the credentials file outrank a process; those of the config file do not.
  const keys =
    command === undefined || profile.isInCredentialsFile('aws_access_key_id') ? profileKeys(profile) : null;
  if (keys !== null) return { way: 'keys', profile: name, keys };
  if (command !== undefined) return { way: 'process', profile: name, command };
  if (sso !== null) throw new CredentialsFailed('settings', sso.lacks);
  return null;
}

/** The SSO role of a profile; what it lacks for one, where it names only a part; null where it names none. */
function ssoPlan({ name, get }: Profile, files: AwsFiles): SsoPlan | { readonly lacks: string } | null {
  const session = get('sso_session') ?? null;
  const [accountId, roleName] = [get('sso_account_id'), get('sso_role_name')];
  if (session === null && accountId === undefined && roleName === undefined && !get('sso_start_url'))
    return null;
  const section = session === null ? undefined : files.ssoSessions.get(session);
  if (session !== null && section === undefined)
    return {
      lacks: `The profile "${name}" is configured to use the sso_session "${session}", but the section [sso-session ${session}] does not exist.`,
    };
  const [startUrl, region] = ['sso_start_url', 'sso_region'].map((key) => section?.get(key) || get(key));
  if (accountId && roleName && startUrl && region)
    return { way: 'sso', profile: name, session, startUrl, region, accountId, roleName };
  const missing = Object.entries({
    sso_account_id: accountId,
    sso_role_name: roleName,
    sso_start_url: startUrl,
    sso_region: region,
  }).flatMap(([key, value]) => (value ? [] : [key]));
  return {
    lacks: `The profile "${name}" is configured to use SSO but is missing required configuration: ${missing.join(', ')}.`,
  };
}

function environmentWebIdentity(environment: NodeJS.ProcessEnv): WebIdentityPlan | null {
  const tokenFile = environment.AWS_WEB_IDENTITY_TOKEN_FILE;
  if (!tokenFile) return null;
  const roleArn = environment.AWS_ROLE_ARN;
  if (!roleArn)
    throw new CredentialsFailed(
      'settings',
      'AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN is not: it names the role.',
    );
  const sessionName = environment.AWS_ROLE_SESSION_NAME || null;
  return { way: 'web-identity', profile: null, tokenFile, roleArn, sessionName };
}

function machinePlan(environment: NodeJS.ProcessEnv): CredentialPlan {
  const isContainer =
    environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || environment.AWS_CONTAINER_CREDENTIALS_FULL_URI;
  return { way: isContainer ? 'container' : 'instance' };
}

/** The MFA devices whose codes a plan asks for, the first one first. */
export function mfaSerials(plan: CredentialPlan): readonly string[] {
  if (plan.way !== 'role') return [];
  return [...mfaSerials(plan.source), ...(plan.mfaSerial === null ? [] : [plan.mfaSerial])];
}
