import type { MessagePort } from 'node:worker_threads';
import { accountRegions } from '../aws/account-regions.ts';
import type { AccessOptions, AccountAccess } from '../aws/accounts/access.ts';
import { type CredentialOrigin, originWords } from '../aws/credentials/origin.ts';
import { readAwsFiles } from '../aws/profiles.ts';
import { settingsLine } from '../aws/read-settings.ts';
import type { AwsSettings } from '../aws/settings.ts';
import type { AskProgress } from '../model/ask.ts';
import { accountsRefusal } from './accounts-refusal.ts';
import type { FromRegionsWorker, RegionsRequest, ToRegionsWorker } from './list-regions.ts';
import type { FromScanWorker, ToScanWorker } from './messages.ts';
import { runScan } from './run-scan.ts';
import { type AccountsToFind, type ScanAccount, scanAccountOf } from './scan-account.ts';
import type { ScanSettings } from './scan-settings.ts';
import { hasSecondWorker, sharedMemory } from './second-worker.ts';

/** Runs a scan for whoever is at the port: what it tells goes there, and what it is asked comes from there. */
export function scanAtPort(port: MessagePort, settings: ScanSettings): void {
  const send = (message: FromScanWorker): void => port.postMessage(message);
  let mfa: { readonly give: (code: string) => void; readonly refuse: (error: Error) => void } | null = null;

  const shared = hasSecondWorker(settings) ? sharedMemory(settings) : undefined;
  if (shared !== undefined) send({ type: 'second-worker-wanted', shared });
  const running = runScan(settings, {
    send,
    ...(shared === undefined ? {} : { shared }),
    askMfaCode: (serial) =>
      new Promise((resolve, reject) => {
        mfa = { give: resolve, refuse: reject };
        send({ type: 'ask-mfa', serial });
      }),
  });
  /** What stops the rows that are being asked, by the number of the question. */
  const asked = new Map<number, AbortController>();
  port.on('message', (message: ToScanWorker) => {
    if (message.type === 'second worker') running.secondWorkerAt(message.port);
    else if (message.type === 'retry') running.retry(message.cellIds);
    else if (message.type === 'retry-accounts') running.retryAccounts(message.accounts);
    else if (message.type === 'look-into') running.lookInto(message.account);
    else if (message.type === 'rescan') {
      const { id } = message;
      void running.rescan(message.cellIds).then((cells) => send({ type: 'rescanned', id, cells }));
    } else if (message.type === 'refresh') {
      const { id } = message;
      void running
        .refresh(message.kind, message.rows)
        .then((result) => send({ type: 'refreshed', id, result }));
    } else if (message.type === 'ask') {
      const { id, job } = message;
      const stop = new AbortController();
      asked.set(id, stop);
      const onProgress = (progress: AskProgress): void => send({ type: 'asking', id, progress });
      void running.ask(job, onProgress, stop.signal).then((result) => {
        asked.delete(id);
        send({ type: 'asked', id, result });
      });
    } else if (message.type === 'stop-asking') asked.get(message.id)?.abort();
    else if (message.type === 'mfa-code') mfa?.give(message.code);
    else if (message.type === 'no-mfa-code') mfa?.refuse(new Error(message.reason));
    else void running.stop().then(() => port.close());
  });
}

/** Lists the regions of an account for whoever is at the port. Never rejects. */
export async function regionsAtPort(
  port: MessagePort,
  { aws, debug, accounts, ...request }: RegionsRequest,
): Promise<void> {
  const send = (message: FromRegionsWorker): void => port.postMessage(message);
  const log = (line: string): void => send({ type: 'log', line });
  let mfa: { readonly give: (code: string) => void; readonly refuse: (error: Error) => void } | null = null;
  let origin: CredentialOrigin | null = null;
  if (debug) log(`settings: ${settingsLine(aws)}`);
  port.on('message', (message: ToRegionsWorker) => {
    if (message.type === 'mfa-code') mfa?.give(message.code);
    else mfa?.refuse(new Error(message.reason));
  });
  try {
    const options = {
      ...request,
      ...(debug ? { onRequest: log } : {}),
      askMfaCode: (serial: string) =>
        new Promise<string>((resolve, reject) => {
          mfa = { give: resolve, refuse: reject };
          send({ type: 'ask-mfa', serial });
        }),
      onFound: (now: CredentialOrigin) => {
        origin = now;
        const words = aws.credentialsTitle ?? originWords(now);
        log(`credentials: ${words}`);
        send({ type: 'credentials', words });
      },
      onFailed: () => {},
      onNotice: (notice: string | null) => send({ type: 'notice', notice }),
      signal: new AbortController().signal,
    };
    if (accounts === undefined) send({ type: 'found', found: await accountRegions(aws, options) });
    else send({ type: 'accounts', accounts: await foundAccounts(aws, accounts, options) });
  } catch (error) {
    send({ type: 'refused', refusal: accountsRefusal(error, { aws, origin }) });
  }
}

/** The accounts that are meant, as a scan would take them. */
async function foundAccounts(
  aws: AwsSettings,
  { request, signIn }: AccountsToFind,
  options: AccessOptions,
): Promise<readonly ScanAccount[]> {
  const [{ createAccess }, { findAccounts }] = await Promise.all([
    import('../aws/accounts/access.ts'),
    import('../aws/accounts/find-accounts.ts'),
  ]);
  const accessAs = (profile: string): AccountAccess => createAccess({ ...aws, profile }, options);
  const { accounts } = await findAccounts(request, {
    access: createAccess(aws, options),
    accessAs,
    awsFiles: readAwsFiles(),
    ...(signIn === null ? {} : { signIn }),
    onTrying: () => {},
  });
  return accounts.map(scanAccountOf);
}
