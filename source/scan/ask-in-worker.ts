import type { MessagePort } from 'node:worker_threads';
import { startWorker } from '../base/start-worker.ts';
import type { AskJob, AskProgress, AskResult } from '../model/ask.ts';
import { errorLine } from '../model/words.ts';
import type { RegionsHost } from './list-regions.ts';
import type { ScanSettings } from './scan-settings.ts';

/** What a worker that asks rows is told. */
type ToAskWorker =
  | { readonly type: 'stop' }
  | { readonly type: 'mfa-code'; readonly code: string }
  | { readonly type: 'no-mfa-code'; readonly reason: string };

/** What it tells. */
type FromAskWorker =
  | { readonly type: 'asking'; readonly progress: AskProgress }
  | { readonly type: 'asked'; readonly result: AskResult }
  | { readonly type: 'refused'; readonly message: string }
  | { readonly type: 'ask-mfa'; readonly serial: string }
  | { readonly type: 'log'; readonly line: string };

/** Asks rows of the scan file for whoever is at the port. Never rejects. */
export async function askAtPort(port: MessagePort, settings: ScanSettings, job: AskJob): Promise<void> {
  const send = (message: FromAskWorker): void => port.postMessage(message);
  const stop = new AbortController();
  let mfa = Promise.withResolvers<string>();
  port.on('message', (message: ToAskWorker) => {
    if (message.type === 'stop') stop.abort();
    else if (message.type === 'mfa-code') mfa.resolve(message.code);
    else mfa.reject(new Error(message.reason));
  });
  try {
    // Loaded here: whoever starts this worker has no use for the SDK.
    const { askInFile } = await import('./ask-in-file.ts');
    const result = await askInFile(settings, job, {
      signal: stop.signal,
      onProgress: (progress) => send({ type: 'asking', progress }),
      onNotice: (notice) => {
        if (notice !== null) send({ type: 'log', line: `notice: ${notice}` });
      },
      log: (line) => send({ type: 'log', line }),
      askMfaCode: (serial) => {
        mfa = Promise.withResolvers();
        send({ type: 'ask-mfa', serial });
        return mfa.promise;
      },
    });
    send({ type: 'asked', result });
  } catch (error) {
    send({ type: 'refused', message: errorLine(error) });
  }
}

/**
 * Asks rows of a scan that is over, in a worker. Rejects where nothing could be asked: no credentials, those of another
 * account, a scan file that cannot be written.
 */
export function askInWorker(
  settings: ScanSettings,
  job: AskJob,
  { log, askMfaCode }: Pick<RegionsHost, 'log' | 'askMfaCode'>,
  onProgress: (progress: AskProgress) => void,
  signal: AbortSignal,
): Promise<AskResult> {
  const worker = startWorker('scan-worker', import.meta.url, { data: { task: 'ask', settings, job } });
  const tell = (message: ToAskWorker): void => worker.postMessage(message);
  const stop = (): void => tell({ type: 'stop' });
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const { promise, resolve, reject } = Promise.withResolvers<AskResult>();
  worker.on('message', (message: FromAskWorker) => {
    if (message.type === 'asking') onProgress(message.progress);
    else if (message.type === 'asked') resolve(message.result);
    else if (message.type === 'refused') reject(new Error(message.message));
    else if (message.type === 'log') log(message.line);
    else
      askMfaCode(message.serial).then(
        (code) => tell({ type: 'mfa-code', code }),
        (error: unknown) => tell({ type: 'no-mfa-code', reason: errorLine(error) }),
      );
  });
  worker.once('error', (error) => reject(error));
  worker.once('exit', () => reject(new Error('the thread that asks ended unexpectedly')));
  return promise.finally(() => {
    signal.removeEventListener('abort', stop);
    return worker.terminate();
  });
}
