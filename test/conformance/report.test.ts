/** The reports in a browser: read by axe, printed, sorted and filtered, and watched for what hostile names might do. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Browser } from 'puppeteer-core';
import * as v from 'valibot';
import { runSnapdeck } from './children.ts';
import { axeFindings, findChromium, openPage, startChromium } from './chromium.ts';

const chromium = await findChromium();
const options = 'why' in chromium ? { skip: `NOT RUN: ${chromium.why}` } : {};

/** The pages that are looked at. */
const REPORTS = ['scan.html', 'hostile.html', 'diff.html'] as const;

/** Opens every folded table of a page. */
const OPEN_ALL = `for (const one of document.querySelectorAll('details')) one.open = true`;

/** Leaves the first rows of each table: the others are alike, and axe looks at every cell. */
const SHORTEN = `for (const table of document.querySelectorAll('table'))
  for (const row of [...table.tBodies[0].rows].slice(8)) row.remove()`;

suite('reports in Chromium', options, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-reports-'));
  const fileOf = (name: string): string => path.join(folder, name);
  let browser: Browser;
  let end: () => Promise<void>;

  before(async () => {
    if ('why' in chromium) return;
    const scanned = async (name: string, ...more: readonly string[]): Promise<void> => {
      const place = ['--latency', '0', '--scan-file', fileOf(`${name}.sqlite`)];
      const { code, stderr } = await runSnapdeck(folder, [
        ...['scan', '--demo', ...more, ...place, '--format', 'html', '--output', fileOf(`${name}.html`)],
      ]);
      assert.ok(code === 0 || code === 3, stderr);
    };
    await scanned('day0', '--demo-size', 'small', '--demo-day', '0');
    await scanned('scan', '--demo-size', 'small', '--demo-day', '1');
    await scanned('hostile', '--demo-size', 'hostile');
    const sides = [fileOf('day0.sqlite'), fileOf('scan.sqlite')];
    const { code, stdout, stderr } = await runSnapdeck(folder, ['diff', ...sides, '--format', 'html']);
    assert.equal(code, 0, stderr);
    writeFileSync(fileOf('diff.html'), stdout);
    ({ browser, end } = await startChromium(chromium.program));
  });
  after(async () => {
    await end?.();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  for (const name of REPORTS)
    for (const scheme of ['light', 'dark'] as const)
      test(`axe finds nothing in ${name} on ${scheme}, and the page asks for nothing`, async () => {
        const { page, deeds } = await openPage(browser, fileOf(name), { scheme, width: 1280 });
        await page.evaluate(SHORTEN);
        await page.evaluate(OPEN_ALL);
        assert.deepEqual(await axeFindings(page), []);
        assert.deepEqual(deeds, []);
        await page.close();
      });

  test('hostile names are text: no element, address or event of theirs is on the page', async () => {
    const { page, deeds } = await openPage(browser, fileOf('hostile.html'), { scheme: 'light', width: 1280 });
    await page.evaluate(OPEN_ALL);
    const strange = `[...document.querySelectorAll('*')].filter((one) =>
      one.matches('img, iframe, object, embed, form, base, link, [style], a:not([href^="#"])')
      || [...one.attributes].some(({ name }) => name.startsWith('on'))).map((one) => one.outerHTML)`;
    assert.deepEqual(await page.evaluate(strange), []);
    assert.equal(await page.evaluate(`document.querySelectorAll('script').length`), 1);
    assert.equal(await page.evaluate(`document.body.textContent.includes('<script>')`), true);
    assert.deepEqual(deeds, []);
    await page.close();
  });

  test('a table sorts by size both ways, the unknown last, and keeps what a filter asks for', async () => {
    const { page } = await openPage(browser, fileOf('scan.html'), { scheme: 'light', width: 1280 });
    const table = `[...document.querySelectorAll('table')].find((one) => one.caption.textContent === 'EFS recovery points')`;
    await page.evaluate(`${table}.closest('details').open = true`);
    const place = Number(
      await page.evaluate(`[...${table}.tHead.rows[0].cells].findIndex((one) => one.textContent === 'Size')`),
    );
    const head = `${table}.tHead.rows[0].cells[${place}]`;
    const sizes = async (): Promise<readonly string[]> =>
      v.parse(
        v.array(v.string()),
        await page.evaluate(
          `[...${table}.tBodies[0].rows].map((row) => row.cells[${place}].textContent.trim())`,
        ),
      );
    const given = await sizes();
    const known = given.filter((text) => text !== '').map(bytesOf);
    const unknown = given.filter((text) => text === '').map(() => null);
    assert.ok(known.length > 10);
    for (const [way, order] of [
      ['ascending', known.toSorted((one, other) => one - other)],
      ['descending', known.toSorted((one, other) => other - one)],
    ] as const) {
      await page.evaluate(`${head}.querySelector('button').click()`);
      assert.equal(await page.evaluate(`${head}.getAttribute('aria-sort')`), way);
      assert.deepEqual(
        (await sizes()).map((text) => (text === '' ? null : bytesOf(text))),
        [...order, ...unknown],
      );
    }
    const input = await page.evaluateHandle(`${table}.closest('details').querySelector('input')`);
    await input.asElement()?.type('US-EAST-1 completed');
    const shown = v.parse(
      v.array(v.string()),
      await page.evaluate(
        `[...${table}.tBodies[0].rows].filter((row) => !row.hidden).map((row) => row.textContent)`,
      ),
    );
    assert.ok(shown.length > 0 && shown.length < given.length);
    for (const text of shown) assert.match(text.toLowerCase(), /us-east-1/);
    assert.equal(
      await page.evaluate(`${table}.closest('details').querySelector('[role=status]').textContent`),
      `${shown.length} of ${given.length} rows`,
    );
    await page.close();
  });

  for (const width of [390, 1280])
    test(`is no wider than a screen of ${width}`, async () => {
      for (const name of REPORTS) {
        const { page } = await openPage(browser, fileOf(name), { scheme: 'light', width });
        assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= width, name);
        await page.close();
      }
    });

  test('is printed on paper with what is open', async () => {
    const { page } = await openPage(browser, fileOf('scan.html'), { scheme: 'dark', width: 1280 });
    const printed = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const pages = printed.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    assert.ok(pages > 2 && pages < 20, `${pages} pages`);
    await page.close();
  });
});

const UNITS: Readonly<Record<string, number>> = {
  B: 1,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

function bytesOf(text: string): number {
  const [amount = '', unit = ''] = text.split(' ');
  return Number(amount.replaceAll(',', '')) * (UNITS[unit] ?? Number.NaN);
}
