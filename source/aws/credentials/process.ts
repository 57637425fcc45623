import { exec } from 'node:child_process';
import { oneLine } from '../../base/one-line.ts';
import { withoutSecrets } from '../../base/without-secrets.ts';
import type { Credentials } from '../operation.ts';
import { CredentialsFailed } from './credentials-failed.ts';
import { profileWords } from './origin.ts';

/** A process may ask a person in a window of its own; that it is waited for is told after so many milliseconds. */
const TOLD_AFTER_MS = 5_000;

/** What the process of a profile is run with. */
export interface ProcessParts {
  readonly profile: string;
  readonly command: string;
  /** Milliseconds; then it is ended. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
  /** What to say while it is waited for; null: nothing any more. */
  readonly notice: (words: string | null) => void;
}

/** Runs a `credential_process`, as a shell does, and reads what it prints. Throws CredentialsFailed. */
export async function credentialsOfProcess(parts: ProcessParts): Promise<Credentials> {
  const { profile, notice } = parts;
  let isTold = false;
  const timer = setTimeout(() => {
    isTold = true;
    notice(`waiting for the credential_process of ${profileWords(profile)}`);
  }, TOLD_AFTER_MS);
  try {
    return credentialsIn(await output(parts), profile);
  } finally {
    clearTimeout(timer);
    if (isTold) notice(null);
  }
}

function output({ profile, command, limitMs, signal }: ProcessParts): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { timeout: limitMs, killSignal: 'SIGKILL', signal, windowsHide: true } as const;
    exec(command, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else if (signal.aborted) reject(error);
      else {
        // The command itself may hold what nobody should read.
        const said = oneLine(withoutSecrets(stderr)) || oneLine(withoutSecrets(stdout));
        const ended =
          error.killed === true ? `no answer after ${limitMs / 1000} s` : `exit code ${error.code}`;
        reject(failed(profile, said === '' ? ended : `${said} (${ended})`, error));
      }
    });
  });
}

function credentialsIn(text: string, profile: string): Credentials {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw failed(profile, 'what it printed is not JSON');
  }
  if (typeof given !== 'object' || given === null) throw failed(profile, 'what it printed is no JSON object');
  const fields = new Map<string, unknown>(Object.entries(given));
  const version = fields.get('Version');
  if (version !== 1)
    throw failed(
      profile,
      `it printed Version ${JSON.stringify(version) ?? 'none'}, and 1 is the one that there is`,
    );
  const word = (name: string): string | undefined => {
    const value = fields.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [accessKeyId, secretAccessKey] = [word('AccessKeyId'), word('SecretAccessKey')];
  if (accessKeyId === undefined) throw failed(profile, 'what it printed lacks AccessKeyId');
  if (secretAccessKey === undefined) throw failed(profile, 'what it printed lacks SecretAccessKey');
  const sessionToken = word('SessionToken');
  const expiration = new Date(word('Expiration') ?? '');
  if (expiration.getTime() < Date.now())
    throw failed(profile, 'the credentials that it printed have expired');
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    ...(Number.isNaN(expiration.getTime()) ? {} : { expiration }),
  };
}

function failed(profile: string, reason: string, cause?: unknown): CredentialsFailed {
  return new CredentialsFailed(
    'refused',
    `The credential_process of the profile "${profile}" failed: ${reason}.`,
    { origin: { way: 'process', profile }, cause },
  );
}
