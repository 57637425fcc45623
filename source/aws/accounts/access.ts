import { createSharedSemaphore, sharedRoom } from '../../base/semaphore.ts';
import { type Ask, askThrough, createCaller } from '../caller.ts';
import {
  type CredentialEvents,
  type CredentialSource,
  createCredentialSource,
  keptCredentials,
} from '../credentials/source.ts';
import type { CredentialTools } from '../credentials/tools.ts';
import { createRequestHandler } from '../http.ts';
import type { AwsSettings } from '../settings.ts';
import { NOBODY } from './sso-accounts.ts';

/** How AWS is asked about accounts: by the caller, by whoever enters one, and by nobody, as SSO's portal is. */
export interface AccountAccess {
  readonly settings: AwsSettings;
  /** Asks with the caller's credentials. */
  readonly ask: Ask;
  /** Asks the portal, which a token in the question opens. */
  readonly askPortal: Ask;
  /** Asks with other credentials, over the same connections. */
  readonly askWith: (credentials: CredentialSource) => Ask;
  readonly tools: CredentialTools;
}

/** What the access takes from the program. */
export interface AccessOptions extends CredentialEvents {
  readonly version: string;
  /** Every call goes into the log. */
  readonly onRequest?: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Access by the caller that the settings name; all calls together are no more in flight than they allow. */
export function createAccess(settings: AwsSettings, options: AccessOptions): AccountAccess {
  const userAgent = `snapdeck/${options.version}`;
  const { signal, onRequest, askMfaCode, onNotice: notice } = options;
  const http = createRequestHandler(settings);
  const inFlight = createSharedSemaphore(sharedRoom(settings.concurrency));
  const askWith = (credentials: CredentialSource): Ask => {
    const caller = createCaller(settings, credentials, {
      userAgent,
      http,
      inFlight,
      ...(onRequest === undefined ? {} : { onRequest }),
      onExpired: () => Promise.resolve('give up'),
    });
    return askThrough(() => caller, signal);
  };
  return {
    settings,
    ask: askWith(createCredentialSource(settings, options, { userAgent, signal })),
    askPortal: askWith(keptCredentials(() => Promise.resolve(NOBODY))),
    askWith,
    tools: { settings, http, userAgent, askMfaCode, notice, signal },
  };
}
