import { setImmediate as turn } from 'node:timers/promises';
import type { AccountAccess } from '../aws/accounts/access.ts';
import { credentialsOf, type EnteringCaller, type OtherEntry } from '../aws/accounts/enter.ts';
import type { FoundAccounts } from '../aws/accounts/find-accounts.ts';
import { findSignIn, NOBODY, type OpenSignIn, openSignIn } from '../aws/accounts/sso-accounts.ts';
import { type Ask, askThrough, createCaller } from '../aws/caller.ts';
import type { RequestHandler } from '../aws/checked-handler.ts';
import { type CredentialSource, createCredentialSource, keptCredentials } from '../aws/credentials/source.ts';
import { createRequestHandler } from '../aws/http.ts';
import type { CallerIdentity } from '../aws/identity.ts';
import { profileOfEnvironment, readAwsFiles } from '../aws/profiles.ts';
import type { AwsSettings } from '../aws/settings.ts';
import { SharedClients } from '../aws/shared-clients.ts';
import { oneByOne } from '../base/one-by-one.ts';
import { createSharedSemaphore, type SharedSemaphore, sharedRoom } from '../base/semaphore.ts';
import { AccountScan, type AccountScanParts } from './account-scan.ts';
import type { CallerCredentials } from './caller-credentials.ts';
import { clockNotice } from './clock.ts';
import type { ScanPlan } from './plan.ts';
import { RegionListings } from './region-listings.ts';
import type { AccountsToFind, ScanAccount } from './scan-account.ts';
import type { ScanNotices } from './scan-notices.ts';
import type { ScanSettings } from './scan-settings.ts';

/** What the accounts take from the scan. */
export interface AccountScansParts {
  readonly settings: ScanSettings;
  readonly credentials: CallerCredentials;
  /** Ends all that is under way. */
  readonly signal: AbortSignal;
  /** Bounds the calls in flight of the whole scan. */
  readonly inFlight: SharedSemaphore;
  readonly log: (line: string) => void;
  readonly askMfaCode: (serial: string) => Promise<string>;
  readonly notices: ScanNotices;
}

/** The account that credentials lead to is another one than was meant. */
export class OtherAccountError extends Error {
  override readonly name = 'OtherAccount';
}

/** Calls in flight that sign in to accounts: calls which hold room wait for them, so they have room of their own. */
const SIGN_INS_IN_FLIGHT = 8;

/** The accounts of a scan as they are reached: the caller's own, and those that it enters. */
export class AccountScans {
  readonly own: AccountScan;
  readonly #parts: AccountScansParts;
  readonly #shared: Omit<AccountScanParts, 'credentials' | 'onExpired'>;
  readonly #http: RequestHandler;
  readonly #entered = new Map<string, AccountScan>();
  readonly #signIns = createSharedSemaphore(sharedRoom(SIGN_INS_IN_FLIGHT));
  readonly #asks = new Map<CredentialSource, Ask>();
  readonly #profiles = new Map<string, CredentialSource>();
  readonly #askMfaCode: (serial: string) => Promise<string>;
  #callerArn: string | null = null;
  #partition = 'aws';

  constructor(parts: AccountScansParts) {
    this.#parts = parts;
    this.#askMfaCode = oneByOne(parts.askMfaCode);
    const { settings, credentials, signal, inFlight, log } = parts;
    const http = createRequestHandler(settings.aws);
    const onServerDate = clockNotice((notice) => parts.notices.add(notice));
    this.#http = http;
    const clients = new SharedClients(http, { userAgent: `snapdeck/${settings.version}`, onServerDate });
    this.#shared = { settings, signal, inFlight, log, clients, listings: new RegionListings() };
    this.own = new AccountScan({
      ...this.#shared,
      credentials: credentials.source,
      onExpired: (fault, until) => credentials.onExpired(fault, until),
    });
  }

  /** The account with this id, which was entered before, or is the caller's own. */
  of(account: string): AccountScan {
    return this.#entered.get(account) ?? this.own;
  }

  /** Signs in to an account and plans its cells. Throws what refused it, and OtherAccountError. */
  async enter(account: ScanAccount): Promise<ScanPlan> {
    const reached = this.#reach(account);
    // Had before they are needed: what refuses them is to be named, not the call that lacks them.
    await reached.credentials.current();
    const { plan } = await reached.enter();
    const { identity } = plan;
    if (identity.account === account.id) return plan;
    throw new OtherAccountError(`${account.id} was meant, and the credentials are of ${identity.account}`);
  }

  /** Resolves as soon as no call waits to be sent. */
  async hasRoom(): Promise<void> {
    // Calls of cells that were begun just now are about to wait.
    await turn();
    await this.#parts.inFlight.idle();
  }

  /** Who signs in to accounts. */
  get caller(): EnteringCaller {
    return { arn: this.#callerArn, partition: this.#partition, region: this.own.home };
  }

  /** Finds out who signs in to accounts. Throws what refused the caller. */
  async identify(): Promise<CallerIdentity> {
    const who = await this.own.identify();
    this.#enteredBy(who);
    return who;
  }

  /**
   * Finds the accounts that are meant. Throws what `findAccounts` does.
   */
  async find({ request, profiles, signIn }: AccountsToFind): Promise<FoundAccounts> {
    const { settings, credentials } = this.#parts;
    const accessAs = (profile: string): AccountAccess =>
      this.#access(this.#awsOf(profile), this.#profileSource(profile));
    // Loaded here: a scan of one account has no use for them.
    if (profiles.length > 1) {
      const { accountsOfProfiles } = await import('../aws/accounts/profile-accounts.ts');
      return await accountsOfProfiles(profiles, accessAs, request.names);
    }
    const { findAccounts } = await import('../aws/accounts/find-accounts.ts');
    const found = await findAccounts(request, {
      access: this.#access(settings.aws, credentials.source),
      accessAs,
      awsFiles: readAwsFiles(),
      ...(signIn === null ? {} : { signIn }),
      onTrying: () => {},
    });
    if (found.caller !== null) this.#enteredBy(found.caller);
    return found;
  }

  #enteredBy(caller: CallerIdentity): void {
    this.own.introduce(caller);
    this.#callerArn = caller.callerArn;
    this.#partition = caller.partition;
  }

  #reach({ id, entry }: ScanAccount): AccountScan {
    if (entry.way === 'own' || entry.way === 'none' || entry.way === 'skipped') return this.own;
    const { settings } = this.#parts;
    const entered = new AccountScan({
      ...this.#shared,
      settings: entry.way === 'profile' ? { ...settings, aws: this.#awsOf(entry.profile) } : settings,
      credentials: this.#credentialsOf(entry),
      // The caller's credentials were renewed already, if they had to be: a role that is refused all the same is that
      // account's own matter.
      onExpired: () => Promise.resolve('give up'),
    });
    this.#entered.set(id, entered);
    return entered;
  }

  #credentialsOf(entry: OtherEntry): CredentialSource {
    if (entry.way === 'profile') return this.#profileSource(entry.profile);
    const { settings, credentials } = this.#parts;
    const { aws, accounts } = settings;
    const access = this.#access(aws, credentials.source);
    const role = (signIn: OpenSignIn | null): CredentialSource =>
      credentialsOf(entry, { access, caller: this.caller, signIn });
    if (entry.way === 'role') return role(null);
    const open = accounts !== null && 'signIn' in accounts ? accounts.signIn : null;
    if (open !== null) return role(open);
    // Opened anew each time: whoever signs in again while the scan runs is seen.
    return keptCredentials(async () => {
      const profile = aws.profile ?? profileOfEnvironment();
      return await role(await openSignIn(findSignIn(readAwsFiles(), profile), access.tools)).current();
    });
  }

  #awsOf(profile: string): AwsSettings {
    const { aws, awsOfProfiles } = this.#parts.settings;
    return awsOfProfiles[profile] ?? { ...aws, profile };
  }

  /** The credentials of a profile: had once, whoever needs them, for they may cost a code. */
  #profileSource(profile: string): CredentialSource {
    const known = this.#profiles.get(profile);
    if (known !== undefined) return known;
    const { settings, notices, signal } = this.#parts;
    const events = {
      askMfaCode: this.#askMfaCode,
      onFound: () => {},
      onFailed: () => {},
      onNotice: (words: string | null) => notices.hold('credentials', words),
    };
    const userAgent = `snapdeck/${settings.version}`;
    const source = createCredentialSource(this.#awsOf(profile), events, { userAgent, signal });
    this.#profiles.set(profile, source);
    return source;
  }

  /** How AWS is asked about accounts with these credentials. */
  #access(aws: AwsSettings, source: CredentialSource): AccountAccess {
    const { settings, notices, signal } = this.#parts;
    const tools = {
      settings: aws,
      http: this.#http,
      userAgent: `snapdeck/${settings.version}`,
      askMfaCode: this.#askMfaCode,
      notice: (words: string | null) => notices.hold('credentials', words),
      signal,
    };
    return {
      settings: aws,
      ask: this.#askAs(source, aws),
      askPortal: this.#askAs(NO_CREDENTIALS, aws),
      askWith: (credentials) => this.#askAs(credentials, aws),
      tools,
    };
  }

  /** Asks as somebody, beside the calls that wait for the answer. */
  #askAs(source: CredentialSource, aws: AwsSettings): Ask {
    const known = this.#asks.get(source);
    if (known !== undefined) return known;
    const { settings, credentials, signal, log } = this.#parts;
    const caller = createCaller(aws, source, {
      http: this.#http,
      inFlight: this.#signIns,
      userAgent: `snapdeck/${settings.version}`,
      ...(settings.debug ? { onRequest: log } : {}),
      onExpired: (fault, until) => credentials.onExpired(fault, until),
    });
    const ask = askThrough(() => caller, signal);
    this.#asks.set(source, ask);
    return ask;
  }
}

/** The portal of IAM Identity Center is asked with a token alone. */
const NO_CREDENTIALS: CredentialSource = keptCredentials(() => Promise.resolve(NOBODY));
