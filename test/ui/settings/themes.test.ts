import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  differenceCiede2000,
  differenceEuclidean,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  nearest,
  type Rgb,
  wcagContrast,
  wcagLuminance,
} from 'culori';
import { HEATS, type Tone } from '../../../source/ui/kit/theme.ts';
import { TONES } from '../../../source/ui/settings/colors.ts';
import { type Color, codesOf, nearestOf256, type Palette } from '../../../source/ui/settings/looks.ts';
import { ANSI, ANSI_LIGHT, DARK, HIGH_CONTRAST, LIGHT } from '../../../source/ui/settings/themes.ts';

/** Each theme with the grounds that it is for, and the contrast that its text has at least: WCAG's AA or AAA. */
const CASES: readonly (readonly [
  name: string,
  palette: Palette,
  grounds: readonly string[],
  least: number,
])[] = [
  ['dark', DARK, ['#000000', '#1e1e2e'], 4.5],
  ['light', LIGHT, ['#ffffff', '#f0f0f0'], 4.5],
  ['high-contrast', HIGH_CONTRAST, ['#000000'], 7],
];

/** The colours that all terminals of 256 have alike, as xterm's documentation gives them. */
const LEVELS = [0, 95, 135, 175, 215, 255];
const OF_256 = [
  ...LEVELS.flatMap((red) => LEVELS.flatMap((green) => LEVELS.map((blue) => hex([red, green, blue])))),
  ...Array.from({ length: 24 }, (_, gray) => hex(Array.from({ length: 3 }, () => 8 + 10 * gray))),
];

function hex(rgb: readonly number[]): string {
  return `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function rgbOf(color: string): readonly [number, number, number] {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return [red, green, blue];
}

/** As a terminal of 256 colours draws it. */
const in256 = (color: string): string => OF_256[nearestOf256(rgbOf(color)) - 16] ?? '';

/** The same as culori takes it. */
function colorOf(color: string): Rgb {
  const [r, g, b] = rgbOf(color).map((part) => part / 255);
  return { mode: 'rgb', r: r ?? 0, g: g ?? 0, b: b ?? 0 };
}

const rgb = (color: Color | undefined, otherwise: string): string =>
  typeof color === 'string' ? color : otherwise;

/** Colours that nobody takes for each other, by CIEDE2000: 2.3 is just noticed. */
const CLEARLY_APART = 15;

/** Borders tell nothing that what they stand between does not. */
const READ: readonly Tone[] = TONES.filter((tone) => tone !== 'border');

describe('the colours of a theme', () => {
  for (const [name, palette, grounds, least] of CASES) {
    for (const [depth, drawn] of [
      ['all colours', (color: string) => color],
      ['256 colours', in256],
    ] as const) {
      test(`can be read: ${name} in ${depth} has a contrast of ${least}:1 at least, in every tone`, () => {
        const poor = grounds.flatMap((ground) =>
          READ.flatMap((tone) => {
            const { text, behind } = palette[tone];
            const usual = least > 4.5 || name === 'dark' ? '#c8c8c8' : '#303030';
            const contrast = wcagContrast(drawn(rgb(text, usual)), drawn(rgb(behind, ground)));
            return contrast < least ? [`${tone} on ${ground}: ${contrast.toFixed(2)}`] : [];
          }),
        );
        assert.deepEqual(poor, []);
      });
    }

    test(`show where the cursor is, also on a shade: ${name}`, () => {
      const apart = differenceCiede2000();
      const near = HEATS.filter(
        (heat) => apart(rgb(palette[heat].behind, ''), rgb(palette.selected.behind, '')) < CLEARLY_APART,
      );
      assert.deepEqual(near, []);
    });

    for (const [eye, seen] of [
      ['any eye', (color: Rgb) => color],
      ['an eye without red', (color: Rgb) => filterDeficiencyProt(1)(color)],
      ['an eye without green', (color: Rgb) => filterDeficiencyDeuter(1)(color)],
    ] as const) {
      test(`go one way from shade to shade: ${name}, for ${eye}`, () => {
        const lights = HEATS.map((heat) => wcagLuminance(seen(colorOf(rgb(palette[heat].behind, '')))));
        const sorted = lights.toSorted((one, other) => (name === 'light' ? other - one : one - other));
        assert.deepEqual(lights, sorted);
        assert.equal(new Set(lights.map((light) => light.toFixed(3))).size, HEATS.length);
      });
    }
  }

  test('are all the terminal’s own in the themes of sixteen', () => {
    for (const palette of [ANSI, ANSI_LIGHT])
      for (const { text, behind } of Object.values(palette))
        for (const color of [text, behind]) assert.notEqual(typeof color, 'string');
  });
});

describe('a colour where there are 256', () => {
  const closest = nearest(OF_256, differenceEuclidean('rgb'));

  test('is the nearest of them, as a library of colours finds it', () => {
    const used = [DARK, LIGHT, HIGH_CONTRAST]
      .flatMap((palette) => Object.values(palette).flatMap(({ text, behind }) => [text, behind]))
      .filter((color) => typeof color === 'string');
    const far = used.filter((color) => {
      const distance = differenceEuclidean('rgb');
      return distance(color, in256(color)) > distance(color, closest(color)[0] ?? '') + 1e-9;
    });
    assert.deepEqual(far, []);
    assert.ok(used.length > 60);
  });

  test('is left out where there are sixteen, which are written as they are', () => {
    assert.deepEqual(codesOf({ text: '#ff0000', behind: 4, bold: true }, 4), [
      { on: '\u001B[1m', off: '\u001B[22m' },
      { on: '\u001B[44m', off: '\u001B[49m' },
    ]);
    assert.deepEqual(codesOf({ text: '#ff8700' }, 8), [{ on: '\u001B[38;5;208m', off: '\u001B[39m' }]);
    assert.deepEqual(codesOf({ behind: '#010203' }, 24), [{ on: '\u001B[48;2;1;2;3m', off: '\u001B[49m' }]);
    assert.deepEqual(codesOf({ text: 9 }, 24), [{ on: '\u001B[91m', off: '\u001B[39m' }]);
  });
});
