import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { openTerminal, type TerminalSession } from '../../helpers/pty.ts';
import { switchedBy } from '../../helpers/switches.ts';
import { RUNS_TSX } from '../../helpers/typescript.ts';

const program = path.join(import.meta.dirname, '..', 'helpers', 'run-fake-app.tsx');

function start(mode: string, env: Readonly<Record<string, string>> = {}): TerminalSession {
  return openTerminal({ args: [...RUNS_TSX, program, mode], columns: 100, rows: 30, env });
}

/** Cursor, autowrap, clicks and how they are told, the alternate screen, pastes, frames that appear at once. */
const MODES = ['7', '25', '1000', '1006', '1049', '2004', '2026'];

/** What a terminal has to be like when the app is gone. */
function assertRestored(terminal: TerminalSession): void {
  assert.deepEqual(switchedBy(terminal.rawOutput()), { touched: MODES, left: [] });
  const { alternateScreen, cursorHidden, bracketedPaste, synchronizedOutput, mouse, autowrap } =
    terminal.terminalState();
  assert.deepEqual(
    { alternateScreen, cursorHidden, bracketedPaste, synchronizedOutput, mouse, autowrap },
    {
      alternateScreen: false,
      cursorHidden: false,
      bracketedPaste: false,
      synchronizedOutput: false,
      mouse: false,
      autowrap: true,
    },
  );
}

describe('the process', () => {
  for (const [signal, exitCode] of [
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
  ] as const) {
    test(`restores the terminal and ends with ${exitCode} on ${signal}`, async () => {
      await using terminal = start('running');
      await terminal.waitForText('scanning 35/40');
      assert.equal(terminal.terminalState().mouse, true);
      terminal.kill(signal);
      assert.deepEqual(await terminal.exit, { exitCode, signal: null });
      assertRestored(terminal);
    });
  }

  for (const [key, exitCode] of [
    ['q', 0],
    ['ctrl+c', 130],
  ] as const) {
    test(`restores the terminal and ends with ${exitCode} on ${key}`, async () => {
      await using terminal = start('finished');
      await terminal.waitForText('complete, 1 problem');
      assert.deepEqual(switchedBy(terminal.rawOutput()).left, ['7', '25', '1000', '1006', '1049', '2004']);
      terminal.press(key);
      assert.deepEqual(await terminal.exit, { exitCode, signal: null });
      assertRestored(terminal);
    });
  }

  test('restores the terminal where something ends it at once', async () => {
    await using terminal = start('exit');
    assert.deepEqual(await terminal.exit, { exitCode: 7, signal: null });
    assertRestored(terminal);
  });

  test('restores the terminal after a fault, and prints its report then', async () => {
    await using terminal = start('crash');
    assert.deepEqual(await terminal.exit, { exitCode: 1, signal: null });
    assertRestored(terminal);
    assert.match(terminal.screen().join('\n'), /snapdeck met an internal fault: something broke\n +at /);
  });

  test('is drawn although a variable CI is set, and without any colour under NO_COLOR', async () => {
    await using terminal = start('finished', { CI: 'true', NO_COLOR: '1' });
    await terminal.waitForText('complete, 1 problem');
    terminal.press('7');
    await terminal.waitForText('row 1 of 42');
    const coloured = Array.from({ length: 30 * 100 }, (_, index) =>
      terminal.cellAt(Math.floor(index / 100), index % 100),
    ).filter((cell) => cell.fg !== undefined || cell.bg !== undefined);
    assert.deepEqual(coloured, []);
    terminal.press('q');
    assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
  });
});
