import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, suite, type TestContext, test } from 'node:test';
import { plainEnvironment, run, runSnapdeck, versionOf } from './children.ts';

const INSTALL = [
  'timeout 90 apt-get update -qq',
  'DEBIAN_FRONTEND=noninteractive timeout 300 apt-get install -y -qq --no-install-recommends libreoffice-calc-nogui poppler-utils',
].join(' && ');

/** Why there is no LibreOffice here, and none can be had; undefined: it is here. */
async function whyNot(): Promise<string | undefined> {
  const isHere = async (): Promise<boolean> =>
    (await versionOf('soffice')) !== undefined && (await run('sh', ['-c', 'command -v pdftoppm'])).code === 0;
  if (await isHere()) return undefined;
  if (process.getuid?.() !== 0)
    return 'LibreOffice is not installed (Debian: libreoffice-calc-nogui, poppler-utils)';
  const { code } = await run('sh', ['-c', INSTALL], plainEnvironment()).catch(() => ({ code: 127 }));
  return (await isHere()) ? undefined : `LibreOffice cannot be installed (apt-get: ${code})`;
}

suite('a workbook of a scan with a past, printed by LibreOffice', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-printed-'));
  const pdf = path.join(folder, 'book.pdf');
  let missing: string | undefined;

  before(async () => {
    missing = await whyNot();
    if (missing !== undefined) {
      process.stdout.write(`NOT RUN: libreoffice.test.ts: ${missing}\n`);
      return;
    }
    for (const day of [0, 1]) {
      const scan = await runSnapdeck(folder, [
        ...['scan', '--demo', '--demo-size', 'small', '--demo-day', `${day}`, '--latency', '0'],
        ...['--format', 'xlsx', '--output', path.join(folder, 'book.xlsx')],
      ]);
      assert.equal(scan.code, 3, scan.stderr);
    }
    const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
    const printed = await run('soffice', [
      ...[profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, path.join(folder, 'book.xlsx')],
    ]);
    assert.ok(readdirSync(folder).includes('book.pdf'), printed.stderr);
  });
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

  /** Skips a test where there is no LibreOffice. */
  function printedOrSkipped(context: TestContext): boolean {
    if (missing !== undefined) context.skip(missing);
    return missing === undefined;
  }

  test('has its figures, what changed, and four charts on the first page', async (context) => {
    if (!printedOrSkipped(context)) return;
    const { stdout } = await run('pdftotext', ['-f', '1', '-l', '1', '-layout', pdf, '-']);
    for (const words of [
      ...['At a glance', 'Before is the last scan of the same accounts', 'Resources found', 'Their size'],
      ...['Snapshots by age', 'Cost a month by service', 'Protection of sources', 'Cost a month over time'],
      ...['larkspur-prod 123456789012, 2026-11-03 06:00 UTC', 'Page 1 of'],
    ]) {
      assert.ok(stdout.includes(words), `the first page lacks ${words}:\n${stdout}`);
    }
    assert.equal(stdout.includes('Resources found by'), false);
  });

  test('draws bars and lines in the colours of their series', async (context) => {
    if (!printedOrSkipped(context)) return;
    const drawn = path.join(folder, 'page');
    await run('pdftoppm', ['-r', '75', '-f', '1', '-l', '1', pdf, drawn]);
    const page = readdirSync(folder).find((name) => name.startsWith('page') && name.endsWith('.ppm')) ?? '';
    const pixels = readFileSync(path.join(folder, page));
    for (const color of ['0072b2', 'e69f00', '009e73', 'd55e00'])
      assert.ok(countPixels(pixels, Buffer.from(color, 'hex')) > 50, color);
  });

  test('prints every sheet as wide as a page, so that there are few', async (context) => {
    if (!printedOrSkipped(context)) return;
    const { stdout } = await run('pdfinfo', [pdf]);
    const pages = Number(/^Pages:\s+(\d+)$/m.exec(stdout)?.[1]);
    context.diagnostic(`${pages} pages`);
    assert.ok(pages >= 18 && pages < 80, `${pages} pages`);
  });
});

/** How many pixels of a portable pixmap have this colour. */
function countPixels(pixmap: Buffer, color: Buffer): number {
  let count = 0;
  const start = pixmap.length % 3;
  for (let at = start; at + 3 <= pixmap.length; at += 3)
    if (pixmap.compare(color, 0, 3, at, at + 3) === 0) count += 1;
  return count;
}
