/** Configurations of chains of credentials, and what STS has to be asked by whoever follows them. */
import type { Setting } from './both-programs.ts';
import { PLATFORM_KEYS, type StsQuestion } from './recording-aws.ts';

const FIRST = 'arn:aws:iam::111122223333:role/hub/Hub';
/** The role at the end of the chains. */
export const LAST = 'arn:aws:iam::444455556666:role/service-role/audit/Reader';
/** A profile with keys. */
export const BASE = '[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = secret\n';
const HUB = `[profile hub]\nrole_arn = ${FIRST}\nsource_profile = base\nexternal_id = hub-1\n`;

/** A chain, and what STS has to be asked before it says who we are. */
interface Chain extends Setting {
  readonly what: string;
  readonly asked: readonly StsQuestion[];
  /** Whose keys then ask who they are, and the answer. */
  readonly as: readonly [signedBy: string, answered: string];
}

/** Whose keys ask who they are after that role was assumed, and the answer. */
export const READER = [LAST, 'arn:aws:sts::444455556666:assumed-role/Reader'] as const;
/** The answer to keys that are of no role. */
export const NOT_A_ROLE = 'arn:aws:sts::123456789012:user/moto';
/** A role that is assumed by whoever signed. */
export const assumed = (signedBy: string, more: StsQuestion = {}): StsQuestion => ({
  Action: 'AssumeRole',
  RoleArn: LAST,
  signedBy,
  ...more,
});
const byWebIdentity = (RoleArn: string, more: StsQuestion = {}): StsQuestion => ({
  Action: 'AssumeRoleWithWebIdentity',
  RoleArn,
  WebIdentityToken: 'a.web.token',
  signedBy: 'nobody',
  ...more,
});
/** A profile of the last role. */
export const ROLE = `[profile prod]\nrole_arn = ${LAST}\n`;

/** The chains. */
export const CHAINS: readonly Chain[] = [
  {
    what: 'a role with a path, an external id, a duration and a name, by the keys of another profile',
    config: `${BASE}${ROLE}source_profile = base\nexternal_id = a:b/c-1\nduration_seconds = 1800\nrole_session_name = me@here\n`,
    asked: [
      assumed('AKIABASE', { ExternalId: 'a:b/c-1', DurationSeconds: '1800', RoleSessionName: 'me@here' }),
    ],
    as: READER,
  },
  {
    what: 'a role by a role of another account by keys',
    config: `${BASE}${HUB}${ROLE}source_profile = hub\nexternal_id = x-2\n`,
    asked: [
      { Action: 'AssumeRole', RoleArn: FIRST, ExternalId: 'hub-1', signedBy: 'AKIABASE' },
      assumed(FIRST, { ExternalId: 'x-2' }),
    ],
    as: READER,
  },
  {
    what: 'a role by the keys of its own profile',
    config: `${ROLE}source_profile = prod\naws_access_key_id = AKIAPROD\naws_secret_access_key = secret\n`,
    asked: [assumed('AKIAPROD')],
    as: READER,
  },
  {
    what: 'a role by a profile that has both keys and a role',
    config: `${HUB}aws_access_key_id = AKIAHUB\naws_secret_access_key = secret\n${BASE}${ROLE}source_profile = hub\n`,
    asked: [assumed('AKIAHUB')],
    as: READER,
  },
  {
    what: 'a role that the credentials file names, by keys of that file',
    config: '',
    credentials: `[base]\naws_access_key_id = AKIAFILE\naws_secret_access_key = secret\n[prod]\nrole_arn = ${LAST}\nsource_profile = base\n`,
    asked: [assumed('AKIAFILE')],
    as: READER,
  },
  {
    what: 'a role of a profile that is named, though keys are in the environment',
    config: `${BASE}${ROLE}source_profile = base\n`,
    environment: { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'secret' },
    asked: [assumed('AKIABASE')],
    as: READER,
  },
  {
    what: 'keys of the environment, though a variable names the profile of a role',
    config: `${BASE}${ROLE}source_profile = base\n`,
    profile: null,
    environment: {
      AWS_PROFILE: 'prod',
      AWS_ACCESS_KEY_ID: 'AKIAENV',
      AWS_SECRET_ACCESS_KEY: 'secret',
    },
    asked: [],
    as: ['AKIAENV', NOT_A_ROLE],
  },
  {
    what: 'a role of a profile that a variable names',
    config: `${BASE}${ROLE}source_profile = base\n`,
    profile: null,
    environment: { AWS_PROFILE: 'prod' },
    asked: [assumed('AKIABASE')],
    as: READER,
  },
  {
    what: 'a role by the keys of the environment',
    config: `${ROLE}credential_source = Environment\nexternal_id = x-3\n`,
    environment: { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'secret' },
    asked: [assumed('AKIAENV', { ExternalId: 'x-3' })],
    as: READER,
  },
  {
    what: 'a role by the role of an instance',
    config: `${ROLE}credential_source = Ec2InstanceMetadata\n`,
    environment: { AWS_EC2_METADATA_DISABLED: 'false' },
    asked: [assumed(PLATFORM_KEYS.instance)],
    as: READER,
  },
  {
    what: 'a role by the role of a container',
    config: `${ROLE}credential_source = EcsContainer\n`,
    environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'AWS/container' },
    asked: [assumed(PLATFORM_KEYS.container)],
    as: READER,
  },
  {
    what: 'the role of a container',
    config: '',
    profile: null,
    environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'AWS/container' },
    asked: [],
    as: [PLATFORM_KEYS.container, NOT_A_ROLE],
  },
  {
    what: 'the role of an instance',
    config: '',
    profile: null,
    environment: { AWS_EC2_METADATA_DISABLED: 'false' },
    asked: [],
    as: [PLATFORM_KEYS.instance, NOT_A_ROLE],
  },
  {
    what: 'a web identity of a profile',
    config: `${ROLE}web_identity_token_file = FOLDER/token\nrole_session_name = ci-7\n`,
    asked: [byWebIdentity(LAST, { RoleSessionName: 'ci-7' })],
    as: READER,
  },
  {
    what: 'a web identity of the environment',
    config: '',
    profile: null,
    environment: {
      AWS_WEB_IDENTITY_TOKEN_FILE: 'FOLDER/token',
      AWS_ROLE_ARN: LAST,
      AWS_ROLE_SESSION_NAME: 'pod-9',
    },
    asked: [byWebIdentity(LAST, { RoleSessionName: 'pod-9' })],
    as: READER,
  },
  {
    what: 'a role by a web identity',
    config: `[profile ci]\nrole_arn = ${FIRST}\nweb_identity_token_file = FOLDER/token\n${ROLE}source_profile = ci\n`,
    asked: [byWebIdentity(FIRST), assumed(FIRST)],
    as: READER,
  },
  {
    what: 'a credential_process',
    config: '[profile prod]\ncredential_process = cat "FOLDER/key file.json"\n',
    asked: [],
    as: ['AKIAPROCESS', NOT_A_ROLE],
  },
  {
    what: 'a role by a credential_process',
    config: `[profile vault]\ncredential_process = cat "FOLDER/key file.json"\n${ROLE}source_profile = vault\n`,
    asked: [assumed('AKIAPROCESS')],
    as: READER,
  },
];

/** Configurations that cannot work. */
export const BROKEN: Readonly<Record<string, string>> = {
  'a source_profile that is not there': `${ROLE}source_profile = gone\n`,
  'a source_profile that leads back': `${ROLE}source_profile = hub\n[profile hub]\nrole_arn = ${FIRST}\nsource_profile = prod\n`,
  'neither a source_profile nor a credential_source': ROLE,
  'both a source_profile and a credential_source': `${BASE}${ROLE}source_profile = base\ncredential_source = Environment\n`,
  'a credential_source that there is not': `${ROLE}credential_source = Elsewhere\n`,
  'a source_profile without credentials': `[profile empty]\nregion = us-east-1\n${ROLE}source_profile = empty\n`,
};
