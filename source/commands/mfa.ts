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
  try {
    return (await prompt.question(`MFA code for ${serial}: `)).trim();
  } finally {
    prompt.close();
  }
}

/**
 * For the app, which owns the terminal while it runs: where the credentials need MFA devices, their codes are asked for
 * before the app opens, and given to the first that asks.
 */
export async function mfaCodeInAdvance(profile: string | null): Promise<(serial: string) => Promise<string>> {
  const codes = new Map<string, string>();
  for (const serial of serialsOf(profile)) codes.set(serial, await askMfaCode(oneLine(serial)));
  return (asked) => {
    const code = codes.get(asked);
    codes.delete(asked);
    return code === undefined
      ? Promise.reject(
          new Error(`the MFA code of ${asked} is asked for at the start only: start snapdeck with --profile`),
        )
      : Promise.resolve(code);
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
