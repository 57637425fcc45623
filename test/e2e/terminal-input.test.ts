import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { DARK, HIGH_CONTRAST, LIGHT } from '../../source/ui/settings/themes.ts';
import { placeWithSnapshots } from '../helpers/made-place.ts';
import { openScanFile } from '../helpers/open-scan-file.ts';
import type { TerminalSession } from '../helpers/pty.ts';

const ESC = '\u001B';

/** What a terminal may say late, or when nobody asked it; each holds letters that are keys. */
const ANSWERS = {
  'its colour': [`${ESC}]11;rgb:eeee/eeee/dddd${ESC}\\`],
  'its colour, in two reads': [`${ESC}]11;rgb:eeee/e`, `eee/dddd${ESC}\\`],
  'its name, cut behind the Escape': [ESC, 'P>|quite(1.0)', ESC, '\\'],
  'a string of an application': [`${ESC}_Gi=1;quit export`, ` question${ESC}\\`],
  'a place of the cursor': [`${ESC}[1`, '2;40R'],
  'that it lost and gained the focus': [`${ESC}[O${ESC}[I`],
  'a click on column 81, as GNU screen says it': [`${ESC}[M `, 'q!'],
} as const;

suite('in one visit', () => {
  const place = placeWithSnapshots();
  let terminal: TerminalSession;
  before(async () => {
    terminal = openScanFile(place);
    await terminal.waitForText('complete');
    terminal.press('7');
    await terminal.waitForText('row 1 of 2');
    await terminal.waitForText('2 rows: size unknown');
  });
  after(async () => {
    await terminal.close();
    place.remove();
  });

  for (const [what, pieces] of Object.entries(ANSWERS)) {
    test(`what a terminal says by itself is no key: ${what}`, async () => {
      const before = terminal.screen();
      for (const piece of pieces) terminal.type(piece);
      terminal.press('down');
      await terminal.waitForText('row 2 of 2');
      terminal.press('up');
      await terminal.waitForText('row 1 of 2');
      assert.deepEqual(terminal.screen(), before);
    });
  }

  test('after all of it q still leaves', async () => {
    terminal.press('q');
    assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
  });
});

test('a lone Escape is a key, and Escape in front of a letter is one too', async () => {
  using place = placeWithSnapshots();
  await using terminal = openScanFile(place);
  await terminal.waitForText('complete');
  terminal.press('?');
  await terminal.waitForText('close the help');
  terminal.press('esc');
  await terminal.waitForNoText('close the help');
  terminal.press('?');
  await terminal.waitForText('close the help');
  terminal.type(`${ESC}7`);
  await terminal.waitForText('row 1 of 2');
});

test('a paste in pieces is text, whatever is in it', async () => {
  using place = placeWithSnapshots();
  await using terminal = openScanFile(place);
  await terminal.waitForText('complete');
  terminal.press('7');
  await terminal.waitForText('row 1 of 2');
  terminal.press('/');
  await terminal.waitForText('snapshot_id');
  for (const piece of [`${ESC}[20`, '0~sec', 'ond', `${ESC}[`, '201~']) terminal.type(piece);
  await terminal.waitForText('row 1 of 1');
  terminal.press('enter');
  await terminal.waitForText(/second/);
  terminal.press('q');
  assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
});

test('the colours are those for the background that the terminal tells of, however late', async () => {
  using place = placeWithSnapshots();
  await using terminal = openScanFile(place);
  await terminal.waitForText('complete');
  const tab = (): string | undefined => terminal.view.cellAt(1, 2).bg;
  const dark = tab();
  assert.equal(dark, DARK.tab.behind);
  terminal.type(`${ESC}]11;rgb:zz/00/00${ESC}\\${ESC}]11;rgb:fdfd/f6f6/e3e3${ESC}\\`);
  await terminal.waitFor('the light theme', () => tab() === LIGHT.tab.behind);
  terminal.type(`${ESC}]11;rgb:0000/0000/0000\u0007`);
  await terminal.waitFor('the dark theme', () => tab() === dark);
  terminal.type(':theme high-contrast');
  terminal.press('enter');
  await terminal.waitFor('the theme that was named', () => tab() === HIGH_CONTRAST.tab.behind);
  terminal.type(`${ESC}]11;rgb:ffff/ffff/ffff${ESC}\\`);
  terminal.press('7');
  await terminal.waitForText('row 1 of 2');
  assert.equal(
    terminal.view.cellAt(1, terminal.screen()[1]?.indexOf('7 EBS') ?? 0).bg,
    HIGH_CONTRAST.tab.behind,
  );
});
