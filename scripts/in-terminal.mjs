import process from 'node:process';
import { stripVTControlCharacters } from 'node:util';
import * as pty from '@lydell/node-pty';

/**
 * Runs a program inside a terminal of its own, prints what it says there and returns its exit code. Outside of a
 * terminal, in a log, that is plain lines.
 */
export function runInTerminal(command, args) {
  const { columns = 120, rows = 40, isTTY } = process.stdout;
  const child = pty.spawn(command, args, { name: 'xterm-256color', cols: columns, rows, env: process.env });
  child.onData(isTTY ? (text) => process.stdout.write(text) : plainLines());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.onExit(({ exitCode, signal }) => resolve(signal ? 128 + signal : exitCode));
  });
}

/** Escape sequences may come in pieces, lines come whole. */
function plainLines() {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split(/\r*\n/);
    rest = lines.pop();
    for (const line of lines) process.stdout.write(`${stripVTControlCharacters(line)}\n`);
  };
}
