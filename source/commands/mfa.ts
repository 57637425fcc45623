import { createInterface } from 'node:readline/promises';

/** Asks for the code of an MFA device on the terminal; without one, says what to do instead. */
export async function askMfaCode(serial: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new Error(`profile asks for the MFA code of ${serial}, and there is no terminal to ask on`);
  }
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await prompt.question(`MFA code for ${serial}: `)).trim();
  } finally {
    prompt.close();
  }
}
