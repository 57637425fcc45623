import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { oneLine } from '../base/one-line.ts';
import type { Credentials } from './operation.ts';
import { listProfiles } from './profiles.ts';
import { SILENT_LOGGER } from './silent-logger.ts';

/** Where credentials come from; every client of a scan shares one of these. */
export interface CredentialSource {
  /** Credentials that are good now: kept until they are about to expire. */
  readonly current: () => Promise<Credentials>;
  /** Forgets what is kept, so that the next call asks the chain again (a token that AWS says has expired). */
  readonly forget: (stale: Credentials) => void;
}

/** Time before the expiry at which credentials are renewed. */
const RENEW_BEFORE_MS = 5 * 60_000;

/** The SDK's own chain: environment, profile, SSO, credential_process, web identity, container and instance roles. */
export function createCredentialSource(options: {
  readonly profile: string | null;
  readonly askMfaCode: (serial: string) => Promise<string>;
  readonly load?: () => Promise<Credentials>;
}): CredentialSource {
  // A chain keeps what it found: a forgotten token needs a new chain.
  const newChain = (): (() => Promise<Credentials>) =>
    defaultProvider({
      ...(options.profile === null ? {} : { profile: options.profile }),
      mfaCodeProvider: options.askMfaCode,
      logger: SILENT_LOGGER,
      ignoreCache: true,
    });
  let chain: (() => Promise<Credentials>) | null = null;
  let kept: Credentials | null = null;
  let loading: Promise<Credentials> | null = null;

  const isFresh = (credentials: Credentials): boolean =>
    credentials.expiration === undefined || credentials.expiration.getTime() - Date.now() > RENEW_BEFORE_MS;

  const load = async (): Promise<Credentials> => {
    try {
      chain ??= options.load ?? newChain();
      kept = await chain();
      return kept;
    } finally {
      loading = null;
    }
  };

  return {
    current: () => {
      if (kept !== null && isFresh(kept)) return Promise.resolve(kept);
      loading ??= load();
      return loading;
    },
    forget: (stale) => {
      if (kept !== null && kept.accessKeyId !== stale.accessKeyId) return;
      kept = null;
      chain = null;
    },
  };
}

/** What to tell a user whose credentials were not found: what was tried and what to type. */
export async function explainMissingCredentials(
  profile: string | null,
  error: unknown,
): Promise<readonly string[]> {
  const wanted = profile ?? process.env.AWS_PROFILE ?? null;
  const names = await listProfiles().catch((): readonly string[] => []);
  const demo = 'To see snapdeck without an account: snapdeck --demo';
  const reason = oneLine(error instanceof Error ? error.message : String(error));
  if (wanted !== null && !names.includes(wanted)) {
    return [
      `There is no profile "${oneLine(wanted)}" in your AWS configuration.`,
      names.length > 0
        ? `Profiles there are: ${names.map(oneLine).join(', ')}`
        : 'It names no profiles at all.',
      `To make it: aws configure sso --profile ${oneLine(wanted)}`,
      demo,
    ];
  }
  if (/sso|token/i.test(reason)) {
    return [
      `The sign-in of ${wanted === null ? 'your default profile' : `profile "${oneLine(wanted)}"`} is missing or has expired: ${reason}`,
      `To sign in: aws sso login${wanted === null ? '' : ` --profile ${oneLine(wanted)}`}`,
      demo,
    ];
  }
  return [
    'No AWS credentials were found.',
    `Tried: environment, ${wanted === null ? 'default profile' : `profile "${oneLine(wanted)}"`}, SSO, credential_process, web identity, container and instance role (${reason}).`,
    names.length > 0
      ? `To use a profile: snapdeck --profile ${oneLine(names[0] ?? 'NAME')}${names.length > 1 ? `   (or: ${names.slice(1, 8).map(oneLine).join(', ')})` : ''}`
      : 'To set some up: aws configure sso, or aws configure',
    demo,
  ];
}
