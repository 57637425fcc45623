import { kindsToReadAgain } from '../../source/kinds/read-again.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import type { FromScanWorker } from '../../source/scan/messages.ts';
import { runScan } from '../../source/scan/run-scan.ts';
import type { ScanSettings } from '../../source/scan/scan-settings.ts';
import { factsOfFile } from '../../source/store/facts-of-file.ts';
import { QUICK_RETRY } from './scan.ts';
import { demoScanSettings } from './scan-settings.ts';

/** What a test may say of a scan that goes on. */
export interface GoingOnOptions
  extends Partial<Pick<ScanSettings, 'accounts' | 'regionPatterns' | 'startedAt'>> {
  readonly endpointUrl?: string;
  /** Sees every message as it comes, and may stop the scan. */
  readonly onMessage?: (message: FromScanWorker, stop: () => void) => void;
}

/** Goes on with a finished scan in its file, with these kinds; resolves with every message, once it has ended. */
export async function goOn(
  scanFile: string,
  kinds: readonly string[],
  options: GoingOnOptions = {},
): Promise<readonly FromScanWorker[]> {
  const before = factsOfFile(scanFile);
  const all = RESOURCE_KINDS.map(({ id }) => id);
  return await runIn(scanFile, options, {
    kinds: all.filter((id) => before.kinds.includes(id) || kinds.includes(id)),
    goesOn: { before, kinds, again: kindsToReadAgain(kinds, before.kinds), resumes: false },
  });
}

/** Takes up a scan that ended before it was whole; resolves with every message, once it has ended. */
export async function resume(
  scanFile: string,
  options: GoingOnOptions = {},
): Promise<readonly FromScanWorker[]> {
  const before = { ...factsOfFile(scanFile), endedAt: null };
  const { kinds } = before;
  return await runIn(scanFile, options, { kinds, goesOn: { before, kinds, again: [], resumes: true } });
}

async function runIn(
  scanFile: string,
  { endpointUrl = process.env.AWS_ENDPOINT_URL ?? '', onMessage = () => {}, ...change }: GoingOnOptions,
  goingOn: Pick<ScanSettings, 'kinds' | 'goesOn'>,
): Promise<readonly FromScanWorker[]> {
  const retry = { ...QUICK_RETRY, requestTimeoutMs: 30_000, connectTimeoutMs: 30_000 };
  const settings: ScanSettings = {
    ...demoScanSettings(scanFile, { endpointUrl, retry }),
    ...goingOn,
    ...change,
  };
  const messages: FromScanWorker[] = [];
  const ended = Promise.withResolvers<void>();
  const scan = runScan(settings, {
    askMfaCode: () => Promise.reject(new Error('no code')),
    send: (message) => {
      messages.push(message);
      onMessage(message, () => void scan.stop());
      if (message.type === 'finished' || message.type === 'refused') ended.resolve();
    },
  });
  await ended.promise;
  await scan.stop();
  return messages;
}
