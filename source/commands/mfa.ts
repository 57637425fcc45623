import { mfaSerials, planCredentials } from '../aws/credentials/plan.ts';
import { readAwsFiles } from '../aws/profiles.ts';
import { oneLine } from '../base/one-line.ts';

/** Asks for the code of an MFA device on the terminal; without one, says what to do instead. */
export async function askMfaCode(serial: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new Error(`it is that of ${oneLine(serial)}, and there is no terminal to ask on`);
  }
  const { createInterface } = await import('node:readline/promises');
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const { promise: left, reject } = Promise.withResolvers<never>();
  // Ctrl-D; by itself the question would never end.
  const givenUp = (): void => reject(new Error('none was given'));
  prompt.once('close', givenUp);
  // The prompt reads Ctrl-C as a key: it ends snapdeck as everywhere. That no code was given is heard
  // after whoever listens to the signal, if anybody does: a listener of ours alone would keep the process.
  prompt.once('SIGINT', () => {
    prompt.off('close', givenUp);
    prompt.close();
    if (process.listenerCount('SIGINT') > 0) process.once('SIGINT', givenUp);
    process.kill(process.pid, 'SIGINT');
  });
  try {
    const code = prompt.question(`MFA code for ${oneLine(serial)}: `);
    code.catch(() => {});
    return (await Promise.race([code, left])).trim();
  } finally {
    prompt.close();
  }
}

/**
 * For the app, which owns the terminal while it runs: where the credentials need MFA devices, their codes are asked for
 * before the app opens, and given to the first that asks.
 */
export async function mfaCodeInAdvance(profile: string | null): Promise<(serial: string) => Promise<string>> {
  const codes = new Map<string, string | Error>();
  for (const serial of serialsOf(profile)) {
    const refused = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));
    codes.set(serial, await askMfaCode(serial).catch(refused));
  }
  return (asked) => {
    const code = codes.get(asked);
    codes.delete(asked);
    if (typeof code === 'string') return Promise.resolve(code);
    const late = `the MFA code of ${asked} is asked for at the start only: start snapdeck with --profile`;
    return Promise.reject(code ?? new Error(late));
  };
}

/** What is wrong with the configuration is told by the scan. */
function serialsOf(profile: string | null): readonly string[] {
  try {
    return mfaSerials(planCredentials({ profile, environment: process.env, files: readAwsFiles() }));
  } catch {
    return [];
  }
}
