import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { placeWithSnapshots } from '../helpers/made-place.ts';
import { openScanFile } from '../helpers/open-scan-file.ts';
import { openTerminal, type TerminalSession } from '../helpers/pty.ts';
import { type Place, PROGRAM } from '../helpers/run-snapdeck.ts';
import { switchedBy } from '../helpers/switches.ts';

const windows = process.platform === 'win32';

/** A shell in a terminal, with a short way to start snapdeck on a scan file. */
async function openShell(
  place: Place & { readonly scanFile: string },
  options: Partial<Parameters<typeof openTerminal>[0]> = {},
): Promise<{ readonly shell: TerminalSession; readonly open: string }> {
  const shell = openTerminal({
    command: 'bash',
    args: ['--norc', '--noprofile', '-i'],
    cwd: place.folder,
    columns: 110,
    rows: 30,
    ...options,
    env: { ...place.environment, PS1: 'shell> ', ...options.env },
  });
  await shell.waitForText('shell>');
  return { shell, open: `'${process.execPath}' '${PROGRAM}' open '${place.scanFile}'` };
}

function assertIsShells(shell: TerminalSession): void {
  assert.deepEqual(
    switchedBy(shell.rawOutput()).left.filter((mode) => mode !== '2004'),
    [],
  );
}

async function end(shell: TerminalSession): Promise<void> {
  shell.press('q');
  await shell.waitFor('the shell', (lines) => lines.some((line) => /^shell> *$/.test(line)));
  assertIsShells(shell);
  shell.type('exit\r');
  await shell.exit;
}

test('after Ctrl-Z, a resize and fg all is drawn at the new size', { skip: windows }, async () => {
  using place = placeWithSnapshots();
  const { shell, open } = await openShell(place);
  await using _ = shell;
  shell.type(`${open}\r`);
  await shell.waitForText('complete');
  shell.press('7');
  await shell.waitForText('row 1 of 2');
  shell.press('ctrl+z');
  await shell.waitForText(/Stopped/);
  assertIsShells(shell);
  for (const [columns, rows] of [
    [80, 24],
    [130, 40],
  ] as const) {
    shell.resize(columns, rows);
    shell.type('fg\r');
    await shell.waitFor('the footer at the bottom', (lines) => lines[rows - 1]?.includes('q quit') === true);
    const screen = shell.screen();
    assert.equal(screen.length, rows);
    assert.equal(screen[2], '─'.repeat(columns));
    assert.match(screen[0] ?? '', /^ snapdeck +PROD-ACCOUNT 123456789012/);
    assert.deepEqual(
      screen.filter((line) => /Stopped|fg/.test(line)),
      [],
    );
    shell.press('ctrl+z');
    await shell.waitForText(/Stopped/);
  }
  shell.type('fg\r');
  await shell.waitForText('q quit');
  await end(shell);
});

test('stopped from elsewhere, it takes its modes, its keys and the whole screen again', {
  skip: windows,
}, async () => {
  using place = placeWithSnapshots();
  const { shell, open } = await openShell(place);
  await using _ = shell;
  shell.type(`${open} & echo pid $! ; fg\r`);
  await shell.waitForText('complete');
  const pid = Number(/pid (\d+)/.exec(shell.rawOutput())?.[1]);
  process.kill(pid, 'SIGSTOP');
  await shell.waitForText(/Stopped/);
  shell.resize(80, 24);
  shell.type("printf '\\033[?1049l\\033[?7h\\033[?25h\\033[?1000l'; stty sane\r");
  await shell.waitFor('the shell', () => !shell.terminalState().alternateScreen);
  shell.type('fg\r');
  await shell.waitFor('the footer', (lines) => lines[23]?.includes('q quit') === true);
  assert.equal(shell.screen()[2], '─'.repeat(80));
  const { alternateScreen, autowrap, cursorHidden, mouse, bracketedPaste } = shell.terminalState();
  assert.deepEqual(
    { alternateScreen, autowrap, cursorHidden, mouse, bracketedPaste },
    { alternateScreen: true, autowrap: false, cursorHidden: true, mouse: true, bracketedPaste: true },
  );
  shell.press('7');
  await shell.waitForText('row 1 of 2');
  await end(shell);
});

test('started in the background it paints nothing before it comes to the front', {
  skip: windows,
}, async () => {
  using place = placeWithSnapshots();
  const { shell, open } = await openShell(place);
  await using _ = shell;
  shell.type('set -b\r');
  await shell.waitFor('the prompt', (lines) => lines.filter((line) => line.startsWith('shell>')).length > 1);
  const before = shell.outputPieces();
  shell.type(`${open} &\r`);
  await shell.waitForText(/Stopped/);
  assert.deepEqual(
    switchedBy(shell.rawOutput(before)).touched.filter((mode) => mode !== '2004'),
    [],
  );
  assert.ok(!shell.rawOutput(before).includes('snapdeck  PROD'));
  shell.resize(90, 26);
  shell.type('fg\r');
  await shell.waitFor('the footer', (lines) => lines[25]?.includes('q quit') === true);
  shell.press('ctrl+z');
  await shell.waitFor('the shell', () => !shell.terminalState().alternateScreen);
  const stopped = shell.outputPieces();
  shell.type('bg\r');
  await shell.waitFor('that it is stopped again', () => /bg\s.*Stopped/s.test(shell.rawOutput(stopped)));
  assertIsShells(shell);
  shell.type('fg\r');
  await shell.waitForText('q quit');
  await end(shell);
});

test('Ctrl-L brings back a screen that something else has torn', { skip: windows }, async () => {
  using place = placeWithSnapshots();
  await using terminal = openScanFile(place);
  await terminal.waitForText('complete');
  terminal.press('7');
  await terminal.waitForText('row 1 of 2');
  await terminal.waitForText('2 rows: size unknown');
  const before = terminal.screen();
  await terminal.view.write('\u001B[?7h\u001B[5;1Htorn torn torn\u001B[20;1Htorn');
  terminal.press('ctrl+l');
  // Cleared first, then drawn.
  await terminal.waitFor('the screen as it was', (lines) => isDeepStrictEqual(lines, before));
  assert.equal(terminal.terminalState().autowrap, false);
});

test('a terminal of 0 columns is taken for one of 80', { skip: windows }, async () => {
  using place = placeWithSnapshots();
  const { shell, open } = await openShell(place, { columns: 80, rows: 24 });
  await using _ = shell;
  shell.type(`stty cols 0 rows 0; ${open}\r`);
  await shell.waitForText('complete');
  assert.equal(shell.screen()[2], '─'.repeat(80));
  assert.match(shell.screen()[23] ?? '', /q quit$/);
  await end(shell);
});

test('without an alternate screen the prompt comes below the last frame', { skip: windows }, async () => {
  using place = placeWithSnapshots();
  const { shell, open } = await openShell(place, { without: { alternateScreen: true } });
  await using _ = shell;
  shell.type('echo said before\r');
  await shell.waitForText(/^said before$/m);
  shell.type(`${open}\r`);
  await shell.waitForText('complete');
  shell.press('q');
  await shell.waitFor('the prompt', (lines) => lines.at(-1)?.startsWith('shell>') === true);
  assert.equal(shell.screen().at(-1)?.trimEnd(), 'shell>');
  assert.equal(shell.screen().at(-2), '');
  assert.ok(!shell.screen().some((line) => line.includes('q quit')));
  assert.ok(shell.allLines().includes('said before'), 'what stood there can be scrolled back to');
  shell.type('exit\r');
  await shell.exit;
});
