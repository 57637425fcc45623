import { readFileSync, writeFileSync } from 'node:fs';
import type { Place } from '../helpers/run-snapdeck.ts';

/** A profile whose keys come from a process, other keys each time: those that AWS does not take any more are renewed. */
export interface RenewedSignIn {
  /** The id of the keys that the process gives when it runs for this time, from 1 on. */
  readonly keyOf: (run: number) => string;
  /** How often the process has run. */
  readonly runs: () => number;
}

export function renewedSignIn(place: Place, region: string): RenewedSignIn {
  const [program, count] = [place.file('sign-in.mjs'), place.file('sign-in-runs')];
  writeFileSync(count, '');
  writeFileSync(
    program,
    `import { appendFileSync, readFileSync } from 'node:fs';
const [count] = process.argv.slice(2);
appendFileSync(count, '.');
const run = readFileSync(count, 'utf8').length;
const AccessKeyId = 'AKIASIGNIN' + String(run).padStart(10, '0');
process.stdout.write(JSON.stringify({ Version: 1, AccessKeyId, SecretAccessKey: 'secret' }));
`,
  );
  const command = [process.execPath, program, count].map((word) => `"${word}"`).join(' ');
  writeFileSync(place.file('aws-config'), `[default]\nregion = ${region}\ncredential_process = ${command}\n`);
  return {
    keyOf: (run) => `AKIASIGNIN${String(run).padStart(10, '0')}`,
    runs: () => readFileSync(count, 'utf8').length,
  };
}
