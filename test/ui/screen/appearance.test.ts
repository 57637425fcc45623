import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PLAIN_THEME, paint } from '../../../source/ui/kit/theme.ts';
import { commandName, SETTABLE_COMMANDS } from '../../../source/ui/screen/bindings.ts';
import { findCommand } from '../../../source/ui/screen/keys.ts';
import {
  type AppearanceConfig,
  DEFAULT_APPEARANCE,
  readAppearance,
} from '../../../source/ui/screen/read-appearance.ts';
import { themeOf } from '../../../source/ui/settings/colors.ts';

const USUAL: AppearanceConfig = { theme: 'auto', themes: {}, colors: {}, keys: {}, columns: {}, mouse: true };

describe('the configuration of keys', () => {
  test('changes nothing where it says nothing', () => {
    assert.deepEqual(readAppearance(USUAL), DEFAULT_APPEARANCE);
  });

  test('gives a command other keys in every view that has it', () => {
    const { bindings } = readAppearance({ ...USUAL, keys: { sort: ['ctrl+o', 'z'], 'open-ebs': ['b'] } });
    assert.equal(findCommand('table', 'z', bindings), 'sort');
    assert.equal(findCommand('sources', 'ctrl+o', bindings), 'sort');
    assert.equal(findCommand('table', 's', bindings), undefined);
    assert.deepEqual(findCommand('scan', 'b', bindings), { open: 'ebs' });
    assert.equal(bindings.find(({ command }) => command === 'sort')?.shown, 'Ctrl-O, z');
  });

  test('takes a key away, and out of the footer', () => {
    const { bindings } = readAppearance({ ...USUAL, keys: { export: [] } });
    assert.equal(findCommand('table', 'e', bindings), undefined);
    assert.equal(bindings.find(({ command }) => command === 'export')?.footer, undefined);
  });

  test('lets two commands swap their keys', () => {
    const { bindings } = readAppearance({ ...USUAL, keys: { sort: ['f'], facet: ['s'] } });
    assert.deepEqual(
      [findCommand('table', 'f', bindings), findCommand('table', 's', bindings)],
      ['sort', 'facet'],
    );
  });

  test('knows every command by a name without blanks', () => {
    assert.ok(SETTABLE_COMMANDS.includes('retry-cell'));
    assert.equal(
      SETTABLE_COMMANDS.some((name) => /\s/.test(name)),
      false,
    );
    assert.equal(commandName({ open: 'rds' }), 'open-rds');
  });

  const wrong: readonly (readonly [string, Partial<AppearanceConfig>, RegExp])[] = [
    [
      'an unknown command',
      { keys: { fly: ['x'] } },
      /^keys\.fly is no command \(there are .*retry-cell.*\)$/,
    ],
    ['an unknown key', { keys: { sort: ['F5'] } }, /^keys\.sort names no key with "F5": /],
    [
      'a key that is taken',
      { keys: { sort: ['f'] } },
      /^keys\.sort cannot have the key f: it is that of facet \(facet\)$/,
    ],
    [
      'Ctrl-C',
      { keys: { sort: ['ctrl+c'] } },
      /^keys\.sort cannot have the key Ctrl-C: it is that of interrupt /,
    ],
    ['an unknown tone', { colors: { sky: 'blue' } }, /^colors\.sky is not one of plain, quiet, title, /],
    [
      'an unknown colour',
      { colors: { bad: 'mauve' } },
      /^colors\.bad must be plain, or a colour \(black, red, /,
    ],
    ['two colours at once', { colors: { bad: 'red blue' } }, /^colors\.bad must be plain, or a colour/],
    ['an unknown table', { columns: { s3: ['name'] } }, /^columns\.s3 is no table \(there are tasks, /],
    [
      'an unknown column',
      { columns: { agents: ['agent_name', 'colour'] } },
      /^columns\.agents\.1 names no column with "colour" \(there are agent_name, /,
    ],
    ['a theme that there is not', { theme: 'pink' }, /^theme must be one of auto, dark, light, /],
    ['a theme of a taken name', { themes: { dark: {} } }, /^themes\.dark is a theme that there is already/],
    ['a theme of a name with blanks', { themes: { 'My own': {} } }, /^themes\.My own must be named by small/],
    [
      'a base that there is not',
      { themes: { mine: { base: 'none' } } },
      /^themes\.mine\.base must be one of /,
    ],
    [
      'a wrong colour of a theme',
      { themes: { mine: { bad: '#12' } } },
      /^themes\.mine\.bad must be plain, or /,
    ],
    [
      'a tone that there is not',
      { themes: { mine: { sky: 'blue' } } },
      /^themes\.mine\.sky is not one of plain/,
    ],
    ['no column at all', { columns: { ebs: [] } }, /^columns\.ebs must name at least one column$/],
  ];
  for (const [what, change, message] of wrong) {
    test(`refuses ${what} and names its place`, () => {
      assert.throws(() => readAppearance({ ...USUAL, ...change }), { name: 'AppearanceError', message });
    });
  }
});

const NO_CHANGE = { colors: {}, themes: {}, depth: 24 } as const;

describe('colours', () => {
  test('can be set one by one', () => {
    const { colors } = readAppearance({ ...USUAL, colors: { bad: 'bold bright-magenta', accent: 'plain' } });
    const theme = themeOf('dark', 'dark', { colors, themes: {}, depth: 24 });
    assert.equal(paint(theme, 'x', 'bad'), '\u001B[1m\u001B[95mx\u001B[39m\u001B[22m');
    assert.equal(paint(theme, 'x', 'accent'), 'x');
    assert.equal(paint(theme, 'x', 'good'), paint(themeOf('dark', 'dark', NO_CHANGE), 'x', 'good'));
  });

  test('make a theme of a person’s own: what it does not say is as in its base', () => {
    const { themes } = readAppearance({
      ...USUAL,
      theme: 'mine',
      themes: { mine: { base: 'light', bad: '#aa0000 on-#ffeeee', quiet: 'gray' } },
    });
    const theme = themeOf('mine', 'dark', { ...NO_CHANGE, themes });
    assert.equal(
      paint(theme, 'x', 'bad'),
      '\u001B[38;2;170;0;0m\u001B[48;2;255;238;238mx\u001B[49m\u001B[39m',
    );
    assert.equal(paint(theme, 'x', 'quiet'), '\u001B[90mx\u001B[39m');
    assert.equal(paint(theme, 'x', 'good'), paint(themeOf('light', 'dark', NO_CHANGE), 'x', 'good'));
  });

  test('go by the ground that the terminal tells of, unless a theme is named', () => {
    const good = (name: string, ground: 'dark' | 'light') =>
      paint(themeOf(name, ground, NO_CHANGE), 'x', 'good');
    assert.equal(good('auto', 'light'), good('light', 'dark'));
    assert.equal(good('auto', 'dark'), good('dark', 'light'));
    assert.notEqual(good('auto', 'dark'), good('auto', 'light'));
  });

  test('of a light theme have neither yellow nor cyan', () => {
    const { styles } = themeOf('light', 'dark', { ...NO_CHANGE, depth: 4 });
    const codes = Object.values(styles).flatMap((style) => style.map(({ on }) => on));
    assert.deepEqual(
      codes.filter((on) => on === '\u001B[33m' || on === '\u001B[36m'),
      [],
    );
  });

  test('are none at all where none are wanted, whatever is set', () => {
    const { colors } = readAppearance({ ...USUAL, colors: { bad: 'red' } });
    assert.equal(themeOf('none', 'dark', { ...NO_CHANGE, colors }), PLAIN_THEME);
  });
});
