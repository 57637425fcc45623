/** `--notify COMMAND`: a command of the user's that is told what a scan came to. */
import { spawn } from 'node:child_process';
import type { NotifiedDiff, NotifiedScan } from '../analysis/notification.ts';
import { comparableBefore } from '../analysis/past/comparable.ts';
import { jsonText, safeText } from '../base/safe-text.ts';
import { errorLine } from '../model/words.ts';
import type { DiffReport } from '../queries/diff-messages.ts';
import { diffInThread } from '../queries/diff-thread.ts';
import { keptScansInThread } from '../store/history/history-thread.ts';
import { readScanFileName } from '../store/scan-folder.ts';

/** So long a command may run, in milliseconds. */
const LONGEST_MS = 60_000;

/** Lines of what it says that are passed on. */
const MOST_LINES = 20;

/**
 * Tells the command of a scan that has ended, with everything written: JSON on its standard input. What it says goes to
 * standard error. That it failed is told, and changes nothing of the result.
 */
export async function notify(
  command: string,
  scan: Omit<NotifiedScan, 'diff' | 'id'>,
  say: (line: string) => void,
  { signal, longestMs = LONGEST_MS }: { readonly signal: AbortSignal; readonly longestMs?: number },
): Promise<void> {
  const { notificationOf } = await import('../analysis/notification.ts');
  const diff = await diffWithLast(scan.scanFile, signal).catch((error: unknown) => {
    say(`--notify: nothing was compared: ${errorLine(error)}`);
    return null;
  });
  const id = readScanFileName(scan.scanFile)?.id ?? null;
  const json = `${jsonText(JSON.stringify(notificationOf({ ...scan, id, diff })))}\n`;
  const { said, failure } = await told(command, json, { signal, longestMs });
  const lines = said.split(/\r?\n/).filter((line) => line.trim() !== '');
  for (const line of lines.slice(0, MOST_LINES)) say(`notify: ${safeText(line)}`);
  if (lines.length > MOST_LINES) say(`notify: and ${lines.length - MOST_LINES} lines more`);
  if (failure !== null) say(`--notify: ${failure}; the scan and what it wrote are as they are`);
}

/** What differs between a scan and the last one that it can be compared with; null: there is none. */
async function diffWithLast(scanFile: string, signal: AbortSignal): Promise<NotifiedDiff | null> {
  const scans = await keptScansInThread();
  const own = scans.find(({ file }) => file === scanFile)?.scan ?? null;
  const [before] = own === null ? [] : comparableBefore(scans, own);
  if (before === undefined) return null;
  let report: DiffReport | null = null;
  const keep = (found: DiffReport): void => {
    report = found;
  };
  await diffInThread({ one: scanFile, other: before.file }, keep, signal);
  return report === null ? null : diffOf(report, before);
}

function diffOf(
  { total, kinds, sections }: DiffReport,
  { id, outline }: ReturnType<typeof comparableBefore>[number],
): NotifiedDiff {
  const since = { id, name: outline.name, startedAt: outline.startedAt };
  return { since, total, kinds: kinds.map(({ kind, counts }) => ({ kind, counts })), sections };
}

/** Runs the command in a shell of its own group, so that it ends with all that it started. */
async function told(
  command: string,
  json: string,
  { signal, longestMs }: { readonly signal: AbortSignal; readonly longestMs: number },
): Promise<{ readonly said: string; readonly failure: string | null }> {
  const isWindows = process.platform === 'win32';
  const child = spawn(command, {
    shell: true,
    detached: !isWindows,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const pieces: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => {
      if (pieces.length < 1_000) pieces.push(piece);
    });
  // A command that reads nothing, or that is not there, closes its input before all of it is written.
  child.stdin.on('error', () => {});
  child.stdin.end(json);
  let why: string | null = null;
  const end = (reason: string): void => {
    why ??= reason;
    if (child.pid === undefined) return;
    try {
      if (isWindows) child.kill();
      else process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  const timer = setTimeout(() => end(`the command was stopped after ${longestMs / 1000} s`), longestMs);
  const abort = (): void => end('the command was stopped');
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  const { promise, resolve } = Promise.withResolvers<string | null>();
  child.once('error', (error) => resolve(`the command could not be run: ${errorLine(error)}`));
  child.once('close', (code, killed) =>
    resolve(code === 0 ? null : `the command ended with ${code ?? killed}`),
  );
  const failure = await promise;
  clearTimeout(timer);
  signal.removeEventListener('abort', abort);
  return { said: Buffer.concat(pieces).toString(), failure: why ?? failure };
}
