import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { placeWithSnapshots } from '../helpers/made-place.ts';
import { openScanFile } from '../helpers/open-scan-file.ts';
import { openTerminal } from '../helpers/pty.ts';
import { makePlace, PROGRAM } from '../helpers/run-snapdeck.ts';

const windows = process.platform === 'win32';
const has = (program: string, flag: string) => spawnSync(program, [flag]).error === undefined;
const DEMO = [
  '--demo',
  '--demo-size',
  'small',
  '--faults',
  'none',
  '--latency',
  '1',
  '--region',
  'us-east-1',
  '--kind',
  'ebs-snapshot',
];
const SLOW = { timeoutMs: 60_000 };

/** Names whose widths terminals do not agree on, with plain ones between. */
const NAMES = [
  'plain',
  'wave 👋🏽 tone',
  'नमस्ते बैकअप',
  'family 👨‍👩‍👧 home',
  'flag 🇩🇪🇫🇷',
  'ไทยสำรอง',
  'e\u0301te\u0301',
  '本番データ',
  'key 1\uFE0F\u20E3 cap',
  'plain too',
];

test('no terminal shows remains of a row, whatever it thinks of the width of a name', {
  skip: windows,
}, async () => {
  using place = placeWithSnapshots(NAMES);
  await using terminal = openScanFile(place, { columns: 110, rows: 24 });
  await terminal.waitForText('complete');
  terminal.press('7');
  for (let row = 1; row <= NAMES.length; row += 1) {
    await terminal.waitForText(`row ${row} of ${NAMES.length}`);
    const before = terminal.screen();
    assert.equal(before.filter((line) => line.startsWith('>')).length, 1);
    terminal.press('ctrl+l');
    await terminal.waitFor('the same screen', (lines) => lines.join('\n') === before.join('\n'));
    terminal.press('down');
  }
});

test('in tmux no remains of a row stay, and no name loses a letter', {
  skip: windows || !has('tmux', '-V'),
}, async () => {
  using place = placeWithSnapshots(NAMES);
  const server = `snapdeck-test-${process.pid}`;
  await using terminal = openTerminal({
    command: 'tmux',
    args: [
      ...['-u', '-L', server, '-f', '/dev/null', 'new-session'],
      `'${process.execPath}' '${PROGRAM}' open '${place.scanFile}'`,
    ],
    cwd: place.folder,
    env: { ...place.environment, TMUX: undefined },
    columns: 140,
    rows: 24,
  });
  // Characters that nobody can see have a sign in their place.
  const drawnAsNamed = NAMES.filter((name) => !name.includes('\u200d'));
  // What tmux has, not what it makes of that for the terminal around it.
  const pane = () => spawnSync('tmux', ['-L', server, 'capture-pane', '-p'], { encoding: 'utf8' }).stdout;
  await terminal.waitForText('complete');
  terminal.press('7');
  for (let row = 1; row <= NAMES.length; row += 1) {
    await terminal.waitForText(`row ${row} of ${NAMES.length}`);
    const before = pane();
    assert.equal(before.split('\n').filter((line) => line.startsWith('>')).length, 1, before);
    for (const name of drawnAsNamed) assert.ok(before.includes(name), `${name} in\n${before}`);
    terminal.press('ctrl+l', 'down');
  }
  terminal.press('q');
  assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
});

test('a terminal without UTF-8 is drawn on in ASCII alone, although the locale says UTF-8', {
  skip: windows,
}, async () => {
  using place = placeWithSnapshots(['naïve', '本番', 'plain']);
  await using terminal = openScanFile(place, {
    env: { LANG: 'en_US.UTF-8' },
    without: { utf8: true },
    columns: 110,
  });
  await terminal.waitForText('complete');
  terminal.press('7');
  await terminal.waitForText('row 1 of 3');
  const screen = terminal.screen();
  assert.deepEqual(
    screen.filter((line) => /[^ -~]/.test(line)),
    [],
  );
  assert.equal(screen[2], '-'.repeat(110));
  assert.match(screen.join('\n'), / - AWS Commercial - us-east-1 /);
  assert.match(screen.join('\n'), /naive.*\n.*\?\?\?\?/);
});

test('a terminal that takes UTF-8 gets it although the locale is C, and one that says nothing gets what the locale says', {
  skip: windows,
}, async () => {
  using place = placeWithSnapshots(['naïve']);
  for (const [locale, answers, shown] of [
    ['C', true, 'naïve'],
    ['C', false, 'naive'],
    ['C.UTF-8', false, 'naïve'],
  ] as const) {
    await using terminal = openScanFile(place, {
      env: { LANG: locale, LC_ALL: undefined, LC_CTYPE: undefined },
      without: { answers: !answers },
    });
    await terminal.waitForText('complete');
    terminal.press('7');
    await terminal.waitForText(shown);
    assert.equal(terminal.screen()[2], (shown === 'naïve' ? '─' : '-').repeat(120));
  }
});

test('a scan without the app prints ASCII on such a terminal, and UTF-8 on others', {
  skip: windows,
}, async () => {
  for (const [utf8, banner] of [
    [true, / - AWS Commercial - 1 region/],
    [false, / · AWS Commercial · 1 region/],
  ] as const) {
    const place = makePlace();
    await using terminal = openTerminal({
      args: [PROGRAM, 'scan', ...DEMO],
      cwd: place.folder,
      env: { ...place.environment },
      without: { utf8 },
      columns: 200,
    });
    assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
    const lines = terminal.allLines();
    assert.match(lines[0] ?? '', banner);
    assert.equal(
      lines.some((line) => /[^ -~]/.test(line)),
      !utf8,
    );
    place.remove();
  }
});

test('a scan without the app goes on in the background of a shell: it asks the terminal nothing there', {
  skip: windows,
}, async () => {
  const place = makePlace();
  await using shell = openTerminal({
    command: 'bash',
    args: ['--norc', '--noprofile', '-i'],
    cwd: place.folder,
    env: { ...place.environment, PS1: 'shell> ' },
  });
  await shell.waitForText('shell>');
  shell.type(`'${process.execPath}' '${PROGRAM}' scan ${DEMO.join(' ')} & wait; echo ended with $?\r`);
  await shell.waitForText(/^ended with \d/m, SLOW);
  assert.match(shell.allLines().join('\n'), /^written: .*^ended with 0$/ms);
  assert.ok(!shell.rawOutput().includes('[6n'));
  shell.type('exit\r');
  await shell.exit;
  place.remove();
});

for (const [term, why] of [
  ['dumb', 'TERM is dumb'],
  [undefined, 'TERM is not set'],
] as const) {
  test(`where ${why} the app says so in a line and scans without a screen`, { skip: windows }, async () => {
    const place = makePlace();
    await using terminal = openTerminal({
      // node-pty sets one by itself.
      command: 'sh',
      args: [
        '-c',
        `${term === undefined ? 'unset TERM' : `TERM=${term}`}; exec "$0" "$@"`,
        process.execPath,
        PROGRAM,
        ...DEMO,
      ],
      cwd: place.folder,
      env: { ...place.environment },
      columns: 200,
    });
    assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
    const [first = ''] = terminal.allLines();
    assert.equal(first, `${why}: this terminal cannot show the app, so it scans as snapdeck scan does`);
    assert.ok(!terminal.rawOutput().includes('\u001B'), 'nothing but lines');
    assert.match(terminal.allLines().join('\n'), /^written: /m);
    place.remove();
  });
}

test('a scan file cannot be opened on a terminal that only prints lines', { skip: windows }, async () => {
  using place = placeWithSnapshots();
  await using terminal = openTerminal({
    command: 'sh',
    args: ['-c', 'TERM=dumb; exec "$0" "$@"', process.execPath, PROGRAM, 'open', place.scanFile],
    cwd: place.folder,
    env: { ...place.environment },
    columns: 200,
  });
  assert.deepEqual(await terminal.exit, { exitCode: 2, signal: null });
  assert.equal(
    terminal.screen()[0],
    'snapdeck: snapdeck open needs a terminal that can show it (TERM is dumb); to write the file elsewhere: snapdeck export.',
  );
});

test('in GNU screen under LANG=C, without an alternate screen, all is ASCII and the prompt comes below', {
  skip: windows || !has('screen', '-v'),
}, async () => {
  using place = placeWithSnapshots(['naïve', 'plain']);
  await using terminal = openTerminal({
    command: 'screen',
    args: ['-c', '/dev/null', 'bash', '--norc', '--noprofile', '-i'],
    cwd: place.folder,
    env: {
      ...place.environment,
      LANG: 'C',
      LC_ALL: undefined,
      LC_CTYPE: undefined,
      PS1: 'shell> ',
      STY: undefined,
      SCREENDIR: undefined,
    },
    columns: 100,
    rows: 30,
  });
  await terminal.waitForText(/shell>|Screen version|continue/);
  terminal.press('space');
  await terminal.waitForText('shell>');
  terminal.type(`'${process.execPath}' '${PROGRAM}' open '${place.scanFile}'\r`);
  await terminal.waitForText('complete');
  terminal.press('7');
  await terminal.waitForText('row 1 of 2');
  assert.deepEqual(
    terminal.screen().filter((line) => /[^ -~]/.test(line)),
    [],
  );
  assert.equal(terminal.screen()[2], '-'.repeat(100));
  terminal.press('q');
  await terminal.waitFor('the prompt', (lines) => lines.at(-1)?.startsWith('shell>') === true, SLOW);
  assert.ok(!terminal.screen().some((line) => line.includes('q quit')));
  terminal.type('exit\r');
  await terminal.exit;
});
