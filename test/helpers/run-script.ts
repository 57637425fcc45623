/** Runs scripts of delete plans with an `aws` on the path that only writes down how it was called. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';

/** How a script ended, and what it called. */
export interface ScriptRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The arguments of each call, with the access key that it was made with where it was given one. */
  readonly calls: readonly (readonly string[])[];
}

/** A folder with a script in it. */
export interface Script {
  readonly file: string;
  readonly run: (environment?: Readonly<Record<string, string>>, shell?: readonly string[]) => ScriptRun;
}

/** What `aws` answers by what stands among its arguments (`*`: and behind that); the first that fits. */
export type Answers = readonly {
  readonly to: string;
  readonly says?: string;
  readonly fails?: string;
}[];

/** Writes a script down, to be run with such an `aws`. */
export function scriptOf(test: TestContext, text: string, answers: Answers): Script {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-script-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  const bin = path.join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(path.join(bin, 'aws'), fakeAws(answers), { mode: 0o755 });
  const file = path.join(folder, 'plan.sh');
  writeFileSync(file, text);
  const record = path.join(folder, 'calls');
  return {
    file,
    run: (environment = {}, shell = ['sh']) => {
      writeFileSync(record, '');
      const [program = 'sh', ...options] = shell;
      const { status, stdout, stderr } = spawnSync(program, [...options, file], {
        encoding: 'utf8',
        env: { PATH: `${bin}:${process.env.PATH}`, CALLS: record, ...environment },
      });
      return { exitCode: status, stdout, stderr, calls: callsIn(readFileSync(record)) };
    },
  };
}

/** Writes down how many arguments there are, then each of them, all with a NUL behind. */
function fakeAws(answers: Answers): string {
  const cases = answers.map(({ to, says = '', fails }) => {
    const text = (fails ?? says).replaceAll("'", String.raw`'\''`);
    const print = `printf '%s\\n' '${text}'`;
    const pattern = to.split('*').map((part) => `'${part}'`);
    return `*${pattern.join('*')}*) ${fails === undefined ? print : `${print} >&2; exit 254`} ;;`;
  });
  return `#!/bin/sh
{
  printf '%s\\0' "$#" "$@"
  printf '%s\\0' "\${AWS_ACCESS_KEY_ID:-}"
} >>"$CALLS"
case "$*" in
${cases.join('\n')}
esac
`;
}

function callsIn(record: Buffer): readonly (readonly string[])[] {
  const fields = record.toString('utf8').split('\0');
  const calls: string[][] = [];
  for (let at = 0; at < fields.length - 1; ) {
    const count = Number(fields[at]);
    const key = fields[at + count + 1] ?? '';
    const words = fields.slice(at + 1, at + count + 1);
    calls.push(key === '' ? words : [...words, `key ${key}`]);
    at += count + 2;
  }
  return calls;
}
