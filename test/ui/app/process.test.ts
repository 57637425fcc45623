import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { openTerminal, type TerminalSession } from '../../helpers/pty.ts';

const program = path.join(import.meta.dirname, '..', 'helpers', 'run-fake-app.tsx');

function start(mode: string, env: Readonly<Record<string, string>> = {}): TerminalSession {
  return openTerminal({ args: ['--import', 'tsx', program, mode], columns: 100, rows: 30, env });
}

/** What a terminal has to be like when the app is gone. */
function assertRestored(terminal: TerminalSession): void {
  const { alternateScreen, cursorHidden, bracketedPaste, synchronizedOutput, mouse } =
    terminal.terminalState();
  assert.deepEqual(
    { alternateScreen, cursorHidden, bracketedPaste, synchronizedOutput, mouse },
    {
      alternateScreen: false,
      cursorHidden: false,
      bracketedPaste: false,
      synchronizedOutput: false,
      mouse: false,
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
