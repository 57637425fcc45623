import type { RequestHandler } from '../checked-handler.ts';
import { createRequestHandler } from '../http.ts';
import type { Credentials } from '../operation.ts';
import { readAwsFiles } from '../profiles.ts';
import type { AwsSettings } from '../settings.ts';
import { CredentialsFailed } from './credentials-failed.ts';
import { loadCredentials } from './load.ts';
import type { CredentialOrigin } from './origin.ts';
import { originOf, planCredentials } from './plan.ts';

/** Where credentials come from; every client of a scan shares one of these. */
export interface CredentialSource {
  /** Credentials that are good now: kept until they are about to expire. */
  readonly current: () => Promise<Credentials>;
  /** Forgets what is kept, so that the next call asks anew (a token that AWS says has expired). */
  readonly forget: (stale: Credentials) => void;
}

/** What tells of credentials, to the person who waits for them and to the log. */
export interface CredentialEvents {
  readonly askMfaCode: (serial: string) => Promise<string>;
  /** How they were found, each time that they are. */
  readonly onFound: (origin: CredentialOrigin, found: Credentials) => void;
  /** Why they were not. */
  readonly onFailed: (failed: CredentialsFailed) => void;
  /** Something a person should know while or after they are looked for; null: not any more. */
  readonly onNotice: (words: string | null) => void;
}

/** Time before the expiry at which credentials are renewed; those that do not last long, when half of it is over. */
const RENEW_BEFORE_MS = 5 * 60_000;

/**
 * The credentials of the settings' profile, else of the environment, in the AWS CLI's order. Files and environment are
 * read anew each time. What cannot be had rejects with CredentialsFailed.
 */
export function createCredentialSource(
  settings: AwsSettings,
  events: CredentialEvents,
  options: { readonly userAgent: string; readonly signal: AbortSignal },
): CredentialSource {
  let http: RequestHandler | null = null;
  const load = async (): Promise<Credentials> => {
    const { profile } = settings;
    const plan = planCredentials({ profile, environment: process.env, files: readAwsFiles() });
    if (plan.way === 'environment' && plan.notice !== null) events.onNotice(plan.notice);
    http ??= createRequestHandler(settings);
    const { askMfaCode, onNotice: notice } = events;
    const found = await loadCredentials(plan, { settings, http, askMfaCode, notice, ...options });
    events.onFound(originOf(plan), found);
    return found;
  };
  return keptCredentials(async () => {
    try {
      return await load();
    } catch (error) {
      if (error instanceof CredentialsFailed) events.onFailed(error);
      throw error;
    }
  });
}

/** Keeps what was loaded until it is about to expire or is forgotten; loads once for all who ask meanwhile. */
export function keptCredentials(load: () => Promise<Credentials>): CredentialSource {
  let kept: Credentials | null = null;
  let renewAt = 0;
  let loading: Promise<Credentials> | null = null;

  const loadAndKeep = async (): Promise<Credentials> => {
    try {
      kept = await load();
      renewAt = renewalOf(kept, Date.now());
      return kept;
    } finally {
      loading = null;
    }
  };

  return {
    current: () => {
      if (kept !== null && Date.now() < renewAt) return Promise.resolve(kept);
      loading ??= loadAndKeep();
      return loading;
    },
    forget: (stale) => {
      if (kept !== null && kept.accessKeyId !== stale.accessKeyId) return;
      kept = null;
    },
  };
}

function renewalOf({ expiration }: Credentials, now: number): number {
  if (expiration === undefined) return Number.POSITIVE_INFINITY;
  const lasts = expiration.getTime() - now;
  return expiration.getTime() - Math.min(RENEW_BEFORE_MS, Math.max(0, lasts / 2));
}
