import { type CredentialOrigin, originWords } from '../aws/credentials/origin.ts';
import { type CredentialSource, createCredentialSource } from '../aws/credentials/source.ts';
import type { Fault } from '../aws/errors.ts';
import type { Credentials } from '../aws/operation.ts';
import type { Refusal } from '../model/cell.ts';
import type { ScanSettings } from './scan-settings.ts';
import { type CredentialStatus, onExpiredCredentials } from './sign-in.ts';

/** Where AWS has not refused them for so long, in milliseconds, credentials that were had again serve after all. */
const ACCEPTED_MS = 30_000;

/** What the caller's credentials take from the scan. */
export interface CallerCredentialsParts {
  readonly settings: ScanSettings;
  readonly signal: AbortSignal;
  readonly askMfaCode: (serial: string) => Promise<string>;
  /** How they were found, in words, whenever that is another way than before. */
  readonly onFound: (words: string) => void;
  /** They are waited for, in words; null: not any more. */
  readonly onHeldUp: (what: 'credentials' | 'expired', words: string | null) => void;
  /** True once there is something to wait for. */
  readonly hasBegun: () => boolean;
  /** Ends the scan. */
  readonly end: (refusal: Refusal) => void;
}

/** The caller's own credentials: how they were found, and what becomes of the scan when they run out. */
export class CallerCredentials {
  readonly source: CredentialSource;
  readonly #parts: CallerCredentialsParts;
  #words: string | null = null;
  #status: CredentialStatus = { origin: null, failed: null };
  /** Those had last. */
  #latest: Credentials | null = null;
  /** Those that AWS refused; the scan is held up until there are others. */
  #refused: Credentials | null = null;
  #enough: NodeJS.Timeout | null = null;

  constructor(parts: CallerCredentialsParts) {
    this.#parts = parts;
    const { settings, signal, askMfaCode, onHeldUp } = parts;
    this.source = createCredentialSource(
      settings.aws,
      {
        askMfaCode,
        onFound: (origin, found) => this.#found(origin, found),
        onFailed: (failed) => {
          this.#status = { ...this.#status, failed };
        },
        onNotice: (words) => onHeldUp('credentials', words),
      },
      { userAgent: `snapdeck/${settings.version}`, signal },
    );
  }

  /** How they were found; null: not yet. */
  get origin(): CredentialOrigin | null {
    return this.#status.origin;
  }

  /** AWS says that they have expired. */
  onExpired(fault: Fault, signal: AbortSignal): Promise<'try again' | 'give up'> {
    const { settings, hasBegun, end } = this.#parts;
    const { interactive } = settings;
    this.#refused ??= this.#latest;
    return onExpiredCredentials(fault, signal, {
      credentials: this.#status,
      interactive,
      hasBegun,
      notice: (words) => this.#holdUp(words),
      end,
    });
  }

  /** Stands until there are others: the same ones would be refused again, and the words come and go. */
  #holdUp(words: string): void {
    this.#parts.onHeldUp('expired', words);
    if (this.#enough !== null) clearTimeout(this.#enough);
    this.#enough = setTimeout(() => this.#goOn(), ACCEPTED_MS).unref();
  }

  #goOn(): void {
    if (this.#enough === null) return;
    clearTimeout(this.#enough);
    this.#enough = null;
    this.#parts.onHeldUp('expired', null);
  }

  #found(origin: CredentialOrigin, found: Credentials): void {
    this.#status = { origin, failed: null };
    this.#latest = found;
    if (this.#refused !== null && !isSame(found, this.#refused)) {
      this.#refused = null;
      this.#goOn();
    }
    const words = this.#parts.settings.aws.credentialsTitle ?? originWords(origin);
    if (words === this.#words) return;
    this.#words = words;
    this.#parts.onFound(words);
  }
}

function isSame(one: Credentials, other: Credentials): boolean {
  return one.accessKeyId === other.accessKeyId && one.sessionToken === other.sessionToken;
}
