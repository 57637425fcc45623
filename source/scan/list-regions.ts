import type { AccountRegions } from '../aws/account-regions.ts';
import type { AwsSettings } from '../aws/settings.ts';
import { startWorker } from '../base/start-worker.ts';
import type { Refusal } from '../model/cell.ts';
import type { AccountsToFind, ScanAccount } from './scan-account.ts';

/** What a worker is asked for regions, or for accounts, with. */
export interface RegionsRequest {
  readonly aws: AwsSettings;
  readonly version: string;
  readonly accountMappings: Readonly<Record<string, string>>;
  /** Every call goes into the log. */
  readonly debug: boolean;
  /** The accounts to find instead of the regions; absent: the regions. */
  readonly accounts?: AccountsToFind;
}

/** What that worker is told. */
export type ToRegionsWorker =
  | { readonly type: 'mfa-code'; readonly code: string }
  | { readonly type: 'no-mfa-code'; readonly reason: string };

/** What that worker tells. */
export type FromRegionsWorker =
  | { readonly type: 'found'; readonly found: AccountRegions }
  | { readonly type: 'accounts'; readonly accounts: readonly ScanAccount[] }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  /** How the credentials were found, in words. */
  | { readonly type: 'credentials'; readonly words: string }
  | { readonly type: 'notice'; readonly notice: string | null }
  | { readonly type: 'ask-mfa'; readonly serial: string }
  | { readonly type: 'log'; readonly line: string };

/** What asking for regions asks of whoever does. */
export interface RegionsHost {
  readonly log: (line: string) => void;
  /** A profile with an MFA device: asks the person for its code. */
  readonly askMfaCode: (serial: string) => Promise<string>;
  readonly onNotice: (notice: string | null) => void;
}

/** The account's regions, and how its credentials were found, in words. */
export interface FoundRegions extends AccountRegions {
  readonly credentials: string | null;
}

/** The regions could not be listed: what to tell the user, and the exit code that goes with it. */
export class RegionsRefused extends Error {
  override readonly name = 'RegionsRefused';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.lines.join(' '));
    this.refusal = refusal;
  }
}

/**
 * Lists the account's regions in a worker, so that loading the SDK does not hold up a key.
 * @throws RegionsRefused
 */
export function listRegionsInWorker(request: RegionsRequest, host: RegionsHost): Promise<FoundRegions> {
  return askInWorker(request, host, (message, credentials) =>
    message.type === 'found' ? { ...message.found, credentials } : null,
  );
}

/**
 * Finds accounts in a worker, as `listRegionsInWorker`.
 * @throws RegionsRefused
 */
export function listAccountsInWorker(
  request: RegionsRequest & { readonly accounts: AccountsToFind },
  host: RegionsHost,
): Promise<readonly ScanAccount[]> {
  return askInWorker(request, host, (message) => (message.type === 'accounts' ? message.accounts : null));
}

/** `answerOf`: what a message answers; null: it is none. */
function askInWorker<Result>(
  request: RegionsRequest,
  host: RegionsHost,
  answerOf: (message: FromRegionsWorker, credentials: string | null) => Result | null,
): Promise<Result> {
  const worker = startWorker('scan-worker', import.meta.url, { data: { task: 'regions', request } });
  const tell = (message: ToRegionsWorker): void => worker.postMessage(message);
  const what = request.accounts === undefined ? 'regions' : 'accounts';
  let credentials: string | null = null;
  return new Promise<Result>((resolve, reject) => {
    const refuse = (line: string): void => reject(new RegionsRefused({ lines: [line], exitCode: 1 }));
    worker.on('message', (message: FromRegionsWorker) => {
      const answer = answerOf(message, credentials);
      if (answer !== null) resolve(answer);
      switch (message.type) {
        case 'refused':
          reject(new RegionsRefused(message.refusal));
          break;
        case 'credentials':
          credentials = message.words;
          break;
        case 'notice':
          host.onNotice(message.notice);
          break;
        case 'ask-mfa':
          host.askMfaCode(message.serial).then(
            (code) => tell({ type: 'mfa-code', code }),
            (error: unknown) =>
              tell({
                type: 'no-mfa-code',
                reason: error instanceof Error ? error.message : String(error),
              }),
          );
          break;
        case 'log':
          host.log(message.line);
          break;
      }
    });
    worker.once('error', (error) =>
      refuse(`The ${what} could not be listed: ${error instanceof Error ? error.message : String(error)}`),
    );
    worker.once('exit', () => refuse(`The ${what} could not be listed.`));
  }).finally(() => worker.terminate());
}
