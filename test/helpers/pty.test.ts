import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { openTerminal } from './pty.ts';
import { screenToSvg } from './screen-svg.ts';

/** Runs a few lines of JavaScript in a terminal of 30 x 6. */
function run(script: string, env: Readonly<Record<string, string | undefined>> = {}) {
  return openTerminal({ args: ['--input-type=module', '--eval', script], columns: 30, rows: 6, env });
}

const ECHO_KEYS = `
  process.stdin.setRawMode(true);
  process.stdout.write('ready\\r\\n');
  process.stdin.on('data', (keys) => {
    process.stdout.write(JSON.stringify(String(keys)) + '\\r\\n');
    if (String(keys).includes('q')) process.exit(3);
  });
`;

suite('the terminal that tests drive', () => {
  test('shows what a program prints, cell by cell', async () => {
    await using terminal = run(`
      process.stdout.write('plain \\x1b[1;31mred\\x1b[0m \\x1b[7;38;2;1;2;3mrgb\\x1b[0m \\x1b[48;5;196mbg\\x1b[0m 日本\\r\\nend');
    `);
    assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
    assert.deepEqual(terminal.screen().slice(0, 2), ['plain red rgb bg 日本', 'end']);
    const { char, fg, bold, inverse } = terminal.cellAt(0, 6);
    assert.deepEqual({ char, fg, bold, inverse }, { char: 'r', fg: '#e06c75', bold: true, inverse: false });
    assert.equal(terminal.cellAt(0, 10).inverse, true);
    assert.equal(terminal.cellAt(0, 10).fg, '#010203');
    assert.equal(terminal.cellAt(0, 14).bg, '#ff0000');
    assert.equal(terminal.cellAt(0, 17).width, 2);
    assert.equal(terminal.cellAt(0, 0).fg, undefined);
  });

  test('sends keys by name, text and pastes, and tells the exit code', async () => {
    await using terminal = run(ECHO_KEYS);
    await terminal.waitForText('ready');
    terminal.press('up');
    await terminal.waitForText(String.raw`"\u001b[A"`);
    terminal.press('ctrl+d');
    await terminal.waitForText(String.raw`"\u0004"`);
    terminal.paste('two words');
    await terminal.waitForText('"two words"');
    terminal.press('q');
    assert.deepEqual(await terminal.exit, { exitCode: 3, signal: null });
  });

  test('tells which signal ended the program', async () => {
    await using terminal = run(ECHO_KEYS);
    await terminal.waitForText('ready');
    terminal.kill('SIGTERM');
    assert.deepEqual(await terminal.exit, { exitCode: null, signal: 'SIGTERM' });
  });

  test('resizes, and answers what a program asks the terminal', async () => {
    await using terminal = run(`
      process.stdin.setRawMode(true);
      process.stdout.on('resize', () => {
        process.stdout.write(process.stdout.columns + ' by ' + process.stdout.rows + '\\r\\n');
      });
      process.stdin.on('data', (answer) => process.stdout.write(JSON.stringify(String(answer))));
      process.stdout.write('\\x1b[6n');
    `);
    await terminal.waitForText(String.raw`"\u001b[1;1R"`);
    terminal.resize(50, 10);
    await terminal.waitForText('50 by 10');
    assert.deepEqual(terminal.view.size(), { columns: 50, rows: 10 });
  });

  test('knows the state a program leaves the terminal in', async () => {
    await using terminal = run(`
      process.stdin.setRawMode(true);
      process.stdin.once('data', () => {
        process.stdout.write('\\x1b[?1000l\\x1b[?2004l\\x1b[?25h\\x1b[?1049lback');
        process.exit();
      });
      process.stdout.write('\\x1b[?1049h\\x1b[?25l\\x1b[?2004h\\x1b[?1000h\\x1b]52;c;Y29waWVk\\x07there');
    `);
    await terminal.waitForText('there');
    const full = { alternateScreen: true, cursorHidden: true, mouse: true, bracketedPaste: true };
    assert.deepEqual({ ...terminal.terminalState(), ...full }, terminal.terminalState());
    assert.equal(terminal.clipboard(), 'copied');
    terminal.press('enter');
    await terminal.exit;
    const { autowrap, ...switched } = terminal.terminalState();
    assert.deepEqual([autowrap, ...Object.values(switched)], [true, ...Array(7).fill(false)]);
    await terminal.waitForNoText('there');
  });

  test('says what was on the screen when waiting was in vain', async () => {
    await using terminal = run(`process.stdout.write('something else'); setInterval(() => {}, 1000);`);
    await terminal.waitForText('something');
    await assert.rejects(terminal.waitForText('wanted', { timeoutMs: 50 }), {
      message: /^50 ms passed while waiting for "wanted"; the screen:\n\+-{30}\+\n\|something else {16}\|\n/,
    });
  });

  test('stops waiting when the program has ended', async () => {
    await using terminal = run('process.exit(7)');
    await assert.rejects(terminal.waitForText('wanted'), { message: /^the program ended \(exit code 7\)/ });
  });

  test('keeps a CI variable from the program unless a test sets one', async () => {
    await using plain = run(`process.stdout.write('CI=' + process.env.CI)`);
    await plain.waitForText('CI=undefined');
    await using set = run(`process.stdout.write('CI=' + process.env.CI)`, { CI: 'yes' });
    await set.waitForText('CI=yes');
  });

  test('draws the screen as a picture', async () => {
    await using terminal = run(
      `process.stdout.write('a \\x1b[1;32m<b>\\x1b[0m\\r\\n\\x1b[7minverse\\x1b[0m')`,
    );
    await terminal.exit;
    const svg = screenToSvg(terminal.view);
    assert.match(svg, /^<svg [^>]*viewBox="0 0 280 160"/);
    assert.match(svg, /fill="#98c379" font-weight="bold">&lt;b&gt;<\/text>/);
    assert.match(svg, /<rect [^>]*fill="#c8ccd4"\/><text [^>]*fill="#16191f">inverse<\/text>/);
  });
});
