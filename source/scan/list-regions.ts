import type { AccountRegions } from '../aws/account-regions.ts';
import type { AwsSettings } from '../aws/settings.ts';
import { startWorker } from '../base/start-worker.ts';
import type { Refusal } from '../model/cell.ts';
import { workerEnvironment } from './worker-environment.ts';

/** What a worker that was asked for regions answers with. */
export type RegionsAnswer = { readonly found: AccountRegions } | { readonly refusal: Refusal };

/** The regions could not be listed; the message is what to tell the user. */
export class RegionsRefused extends Error {
  override readonly name = 'RegionsRefused';
}

/** Lists the account's regions in a worker, so that loading the SDK does not hold up a key. */
export function listRegionsInWorker(
  aws: AwsSettings,
  version: string,
  accountMappings: Readonly<Record<string, string>>,
): Promise<AccountRegions> {
  const worker = startWorker('scan-worker', import.meta.url, {
    data: { task: 'regions', aws, version, accountMappings },
    env: workerEnvironment(aws),
  });
  return new Promise((resolve, reject) => {
    worker.once('message', (answer: RegionsAnswer) => {
      if ('found' in answer) resolve(answer.found);
      else reject(new RegionsRefused(answer.refusal.lines.join(' ')));
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new RegionsRefused('The regions could not be listed.')));
  });
}
