import { type Ask, askThrough, type Caller, createCaller, type OnExpired } from '../aws/caller.ts';
import type { CredentialSource } from '../aws/credentials/source.ts';
import type { Fault } from '../aws/errors.ts';
import { type CallerIdentity, identify } from '../aws/identity.ts';
import { checkUnasked } from '../aws/region-patterns.ts';
import { identifyAndListRegions } from '../aws/regions.ts';
import type { SharedClients } from '../aws/shared-clients.ts';
import type { SharedSemaphore } from '../base/semaphore.ts';
import { identityCheck } from './check-identity.ts';
import { planScan, type ScanPlan } from './plan.ts';
import type { RegionListing, RegionListings } from './region-listings.ts';
import { createRegionRun } from './region-run.ts';
import type { RegionRun } from './run-cell.ts';
import type { ScanSettings } from './scan-settings.ts';

/** What an account takes from its scan. */
export interface AccountScanParts {
  readonly settings: ScanSettings;
  readonly credentials: CredentialSource;
  /** Ends all that is under way. */
  readonly signal: AbortSignal;
  /** Those of the whole scan. */
  readonly clients: SharedClients;
  /** Bounds the calls in flight of the whole scan. */
  readonly inFlight: SharedSemaphore;
  readonly log: (line: string) => void;
  readonly onExpired: OnExpired;
  readonly listings: RegionListings;
}

/** One account of a scan: who asks there, which regions it has, and the way to them. */
export class AccountScan {
  #caller: Caller | null = null;
  /** A call about the account as a whole. */
  readonly ask: Ask;
  readonly #parts: AccountScanParts;
  readonly #refusedElsewhere: ReturnType<typeof identityCheck>;
  #home = '';
  #listing: RegionListing | null = null;
  #regions: readonly string[] = [];

  constructor(parts: AccountScanParts) {
    this.#parts = parts;
    this.ask = askThrough(() => this.caller, parts.signal);
    this.#refusedElsewhere = identityCheck(this.ask, () => this.#home);
  }

  /** The way of its calls, made when it is first needed. */
  get caller(): Caller {
    const { settings, credentials, clients, inFlight, log, onExpired } = this.#parts;
    this.#caller ??= createCaller(settings.aws, credentials, {
      clients,
      inFlight,
      ...(settings.debug ? { onRequest: log } : {}),
      onExpired,
    });
    return this.#caller;
  }

  /** Lets go of what it has learned of its services' pace, until they are asked again. */
  rest(): void {
    this.#caller = null;
  }

  /** The region of its first calls. */
  get home(): string {
    return this.#home;
  }

  /** The regions of its cells. */
  get regions(): readonly string[] {
    return this.#regions;
  }

  /** The credentials that its calls are made with. */
  get credentials(): CredentialSource {
    return this.#parts.credentials;
  }

  /** Finds out who asks. Throws what refused the caller. */
  identify(): Promise<CallerIdentity> {
    return identify(this.ask, this.#parts.settings.aws.region);
  }

  /** It is known who asks. */
  introduce({ region }: CallerIdentity): void {
    this.#home = region;
  }

  /**
   * Finds out who asks and which regions there are. Throws what refused the caller, else the listing, and what
   * `planScan` does.
   */
  async enter(): Promise<{ readonly plan: ScanPlan; readonly notice: string | null }> {
    const { settings } = this.#parts;
    const { aws, regionPatterns } = settings;
    const introduced = identifyAndListRegions(this.ask, aws.region, regionPatterns);
    const { who, listed } = await introduced.catch((error: unknown) => {
      checkUnasked(regionPatterns);
      throw error;
    });
    const listing = this.#parts.listings.of(listed.regions);
    this.#listing = listing;
    this.#home = who.region;
    const plan = planScan(settings, who, listing.regions);
    this.#regions = plan.on;
    return { plan, notice: listed.notice };
  }

  /** What to do where AWS says that its credentials have expired. */
  onExpired(fault: Fault): Promise<'try again' | 'give up'> {
    return this.#parts.onExpired(fault, this.#parts.signal);
  }

  /** A new run over one region's cells. */
  readonly regionRun = (region: string): RegionRun => {
    const status = this.#listing?.statusOf.get(region) ?? 'unknown';
    return createRegionRun(this.#parts.signal, status, this.#refusedElsewhere);
  };
}
