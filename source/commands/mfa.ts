import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { oneLine } from '../base/one-line.ts';

/** Asks for the code of an MFA device on the terminal; without one, says what to do instead. */
export async function askMfaCode(serial: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new Error(`profile asks for the MFA code of ${serial}, and there is no terminal to ask on`);
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
 * For the app, which owns the terminal while it runs: where the profile names an MFA device, its code is asked for
 * before the app opens, and given to the first that asks.
 */
export async function mfaCodeInAdvance(profile: string | null): Promise<(serial: string) => Promise<string>> {
  const named = profile ?? process.env.AWS_PROFILE ?? 'default';
  const serial = namesMfaDevice() ? await mfaSerial(named) : undefined;
  const codes = serial === undefined ? [] : [await askMfaCode(oneLine(serial))];
  return (asked) => {
    const code = codes.shift();
    return code === undefined
      ? Promise.reject(
          new Error(`the MFA code of ${asked} is asked for at the start only: start snapdeck with --profile`),
        )
      : Promise.resolve(code);
  };
}

async function mfaSerial(profile: string): Promise<string | undefined> {
  const { profileSetting } = await import('../aws/profiles.ts');
  return await profileSetting(profile, 'mfa_serial').catch(() => undefined);
}

/** A glance at the AWS configuration: most name no device, and then nothing has to be loaded before the first frame. */
function namesMfaDevice(): boolean {
  const folder = path.join(os.homedir(), '.aws');
  const files = [
    process.env.AWS_CONFIG_FILE || path.join(folder, 'config'),
    process.env.AWS_SHARED_CREDENTIALS_FILE || path.join(folder, 'credentials'),
  ];
  return files.some((file) => {
    try {
      return readFileSync(file, 'utf8').includes('mfa_serial');
    } catch {
      return false;
    }
  });
}
