/** What a command prints on a terminal that does not take UTF-8 is put into ASCII. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { textInAscii } from '../base/ascii.ts';
import { type Charset, CURSOR_PROBE, charsetOfLocale, createProbeReader } from '../base/cursor-probe.ts';
import { KeyStream } from '../ui/kit/key-stream.ts';
import { whyLinesOnly } from './terminal.ts';

/** How long a terminal may take to say which characters it takes, in milliseconds. */
const ANSWER_MS = 150;

type Output = typeof process.stdout | typeof process.stderr;

/** Finds out what the terminal takes, and from then on prints nothing else there. */
export async function printWhatTerminalTakes(outputs: readonly Output[]): Promise<void> {
  const terminals = outputs.filter((output) => output.isTTY);
  const [first] = terminals;
  if (first === undefined || (await charsetOf(first)) !== 'ascii') return;
  for (const terminal of terminals) printInAscii(terminal);
}

/** A terminal can only be asked from the foreground: from elsewhere the question would stop the process. */
async function charsetOf(output: Output): Promise<Charset> {
  const otherwise = charsetOfLocale(process.env);
  const canBeAsked =
    process.stdin.isTTY &&
    process.platform !== 'win32' &&
    whyLinesOnly(process.env, process.platform) === null;
  if (!canBeAsked || process.env.CI !== undefined || !isInForeground()) return otherwise;
  const { promise, resolve } = Promise.withResolvers<Charset>();
  const read = createProbeReader();
  const keys = new KeyStream(process.stdin, (report) => {
    const charset = read(report);
    if (charset !== null) resolve(charset);
  });
  // In raw mode Ctrl-C sends no signal.
  let isInterrupted = false;
  keys.on('data', (text) => {
    isInterrupted ||= String(text).includes('\u0003');
  });
  const timer = setTimeout(resolve, ANSWER_MS, otherwise);
  try {
    keys.setRawMode(true);
    output.write(CURSOR_PROBE);
    return await promise;
  } finally {
    clearTimeout(timer);
    keys.setRawMode(false);
    keys.close();
    if (isInterrupted) process.kill(process.pid, 'SIGINT');
  }
}

/** Whether this process is of the terminal's foreground group. */
function isInForeground(): boolean {
  try {
    if (process.platform === 'linux') {
      // After the name, which may hold anything: state, parent, group, session, terminal, its foreground group.
      const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return fields[2] === fields[5];
    }
    return spawnSync('ps', ['-o', 'stat=', '-p', String(process.pid)], { encoding: 'utf8' }).stdout.includes(
      '+',
    );
  } catch {
    return false;
  }
}

function printInAscii(output: Output): void {
  const write = output.write.bind(output);
  const print = (text: string | Uint8Array, ...rest: readonly unknown[]): boolean =>
    Reflect.apply(write, output, [typeof text === 'string' ? textInAscii(text) : text, ...rest]);
  output.write = print;
}
