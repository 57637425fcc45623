import { type CredentialOrigin, originWords } from '../aws/credentials/origin.ts';
import { type CredentialSource, createCredentialSource } from '../aws/credentials/source.ts';
import type { Fault } from '../aws/errors.ts';
import type { Refusal } from '../model/cell.ts';
import type { ScanSettings } from './scan-settings.ts';
import { type CredentialStatus, onExpiredCredentials } from './sign-in.ts';

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

  constructor(parts: CallerCredentialsParts) {
    this.#parts = parts;
    const { settings, signal, askMfaCode, onHeldUp } = parts;
    this.source = createCredentialSource(
      settings.aws,
      {
        askMfaCode,
        onFound: (origin) => this.#found(origin),
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
    const { settings, hasBegun, onHeldUp, end } = this.#parts;
    const { interactive } = settings;
    return onExpiredCredentials(fault, signal, {
      credentials: this.#status,
      interactive,
      hasBegun,
      notice: (words) => onHeldUp('expired', words),
      end,
    });
  }

  #found(origin: CredentialOrigin): void {
    this.#status = { origin, failed: null };
    const words = this.#parts.settings.aws.credentialsTitle ?? originWords(origin);
    if (words === this.#words) return;
    this.#words = words;
    this.#parts.onFound(words);
  }
}
