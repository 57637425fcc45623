import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PICTURES } from '../../scripts/pictures.ts';
import { KEY_BINDINGS } from '../../source/ui/screen/keys.ts';
import { DIGITS, MAIN_VIEWS } from '../../source/ui/settings/main-views.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const README = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const FOLDER = 'docs/pictures';

/** The paths of the pictures that the README shows. */
const SHOWN = [...README.matchAll(/!\[[^\]]*\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');

/** The lines of a picture as text. */
function linesOf(name: string): readonly string[] {
  const picture = readFileSync(path.join(ROOT, FOLDER, `${name}.svg`), 'utf8');
  return picture.split('\n').map((line) =>
    line
      .replace(/<[^>]*>/g, '')
      .replaceAll('&gt;', '>')
      .replaceAll('&lt;', '<')
      .replaceAll('&amp;', '&'),
  );
}

describe('the pictures of the README', () => {
  test('are there, and are among those that are drawn from the app', () => {
    assert.ok(SHOWN.length > 0);
    const drawn = PICTURES.map(({ name }) => `${FOLDER}/${name}.svg`);
    assert.deepEqual(
      SHOWN.filter((picture) => !existsSync(path.join(ROOT, picture)) || !drawn.includes(picture)),
      [],
    );
  });

  test('show views that the app has', () => {
    const views = new Set(KEY_BINDINGS.flatMap((binding) => binding.views));
    assert.deepEqual(
      PICTURES.filter(({ view }) => !views.has(view)).map(({ name }) => name),
      [],
    );
  });

  test('are all drawn, and nothing else is left among them', () => {
    assert.deepEqual(
      readdirSync(path.join(ROOT, FOLDER)).sort(),
      PICTURES.map(({ name }) => `${name}.svg`).sort(),
    );
  });

  test('are each shown there', () => {
    assert.deepEqual(
      PICTURES.map(({ name }) => `${FOLDER}/${name}.svg`).filter((picture) => !SHOWN.includes(picture)),
      [],
    );
  });

  test('are taken when all is read, but for the scans in the middle of it', () => {
    for (const { name } of PICTURES.filter(({ name: shown }) => !['scan', 'accounts'].includes(shown))) {
      const text = linesOf(name).join('\n');
      assert.match(text, /complete, \d+ problems/, name);
      assert.doesNotMatch(text, /, reading|adding up|still to come/, name);
    }
  });

  test('that say what they are sorted by are sorted so', () => {
    const lines = linesOf('table');
    assert.ok(lines.some((line) => line.includes('sorted by Size v')));
    const sizes = lines.flatMap((line) => {
      const [, amount, unit] = /^ *>? +snap-.* ([\d.,]+) ([KMGTP]iB) /.exec(line) ?? [];
      return amount === undefined
        ? []
        : [Number(amount.replaceAll(',', '')) * 1024 ** 'KMGTP'.indexOf(unit?.[0] ?? '')];
    });
    assert.ok(sizes.length > 10, `${sizes.length} sizes`);
    assert.deepEqual(
      sizes,
      sizes.toSorted((one, other) => other - one),
    );
  });

  test('hold a whole screen each, and no escape sequence', () => {
    for (const { name } of PICTURES) {
      const picture = readFileSync(path.join(ROOT, FOLDER, `${name}.svg`), 'utf8');
      assert.match(picture, /^<svg [^>]*viewBox="0 0 \d+ \d+"/, name);
      assert.match(picture, /snapdeck/, name);
      assert.ok(picture.endsWith('</svg>\n'), name);
      assert.ok(!picture.includes('\u001B'), name);
    }
  });
});

test('the views that the README names are those of the app, with their keys', () => {
  const named = [...README.matchAll(/`(\d)` ([A-Z][A-Za-z]+)/g)].map(([, key, title]) => `${key} ${title}`);
  assert.deepEqual(
    named,
    DIGITS.map((digit, place) => `${digit} ${MAIN_VIEWS[place]?.title}`),
  );
  // Of more views than digits those that have rows have one; the README says so.
  for (const { title } of MAIN_VIEWS.slice(DIGITS.length))
    assert.match(README, new RegExp(`then .*\\b${title}\\b`));
});
