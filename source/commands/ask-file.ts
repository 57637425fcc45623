import { steadyNow } from '../base/steady-clock.ts';
import type { AskJob, AskProgress, AskResult } from '../model/ask.ts';
import { askInWorker } from '../scan/ask-in-worker.ts';
import type { Session } from './session.ts';
import { settingsOfFile } from './settings-of-file.ts';

/**
 * Asks rows of a finished scan what it left out: with the profile and the accounts that it was made with, where the
 * command line names no others. Rejects where nothing could be asked.
 */
export async function askFile(
  session: Session,
  scanFile: string,
  job: AskJob,
  onProgress: (progress: AskProgress) => void,
  signal: AbortSignal,
): Promise<AskResult> {
  const { log } = session;
  const { settings } = settingsOfFile(session, scanFile, steadyNow());
  const askMfaCode = (): Promise<string> =>
    Promise.reject(new Error('this profile asks for an MFA code: start snapdeck with it'));
  return await askInWorker(settings, job, { log, askMfaCode }, onProgress, signal);
}
