/** The Chromium of the distribution, and pages in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import * as v from 'valibot';
import { plainEnvironment, run, versionOf } from './children.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable'];

/** Its name as a program; why there is none where it can neither be found nor installed. */
export async function findChromium(): Promise<{ readonly program: string } | { readonly why: string }> {
  const found = await installed();
  if (found !== undefined) return { program: found };
  if (process.getuid?.() !== 0)
    return { why: 'Chromium is not installed (Debian: apt-get install chromium)' };
  const { code } = await run('sh', ['-c', INSTALL], plainEnvironment()).catch(() => ({ code: 127 }));
  const made = await installed();
  return made === undefined ? { why: `Chromium cannot be installed (apt-get: ${code})` } : { program: made };
}

const INSTALL =
  'timeout 60 apt-get update -qq && DEBIAN_FRONTEND=noninteractive timeout 240 apt-get install -y -qq chromium';

async function installed(): Promise<string | undefined> {
  for (const name of NAMES) if ((await versionOf(name)) !== undefined) return name;
  return undefined;
}

/** Starts it without a window, with a profile of its own; `end` ends it and removes that. */
export async function startChromium(
  program: string,
): Promise<{ browser: Browser; end: () => Promise<void> }> {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-chromium-'));
  const { stdout } = await run('sh', ['-c', `command -v ${program}`]);
  const browser = await puppeteer.launch({
    executablePath: stdout.trim(),
    // As root there is no other way.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    userDataDir: profile,
  });
  const end = async (): Promise<void> => {
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { browser, end };
}

/** A page, and what it did that it should not: asked for something, said something, or opened a dialog. */
export interface WatchedPage {
  readonly page: Page;
  readonly deeds: readonly string[];
}

/** Opens a file and watches it. */
export async function openPage(
  browser: Browser,
  file: string,
  { scheme, width }: { readonly scheme: 'light' | 'dark'; readonly width: number },
): Promise<WatchedPage> {
  const page = await browser.newPage();
  const address = pathToFileURL(file).href;
  const deeds: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== address) deeds.push(`asked for ${request.url()}`);
  });
  page.on('console', (message) => deeds.push(`said ${message.text()}`));
  page.on('pageerror', (error) => deeds.push(`failed: ${String(error)}`));
  page.on('dialog', (dialog) => {
    deeds.push(`opened a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(address, { waitUntil: 'load' });
  return { page, deeds };
}

const results = v.object({
  violations: v.array(
    v.object({ id: v.string(), help: v.string(), nodes: v.array(v.object({ html: v.string() })) }),
  ),
  passes: v.array(v.unknown()),
});

/** What axe finds on a page, a line each; it must have looked at something. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = v.parse(results, await page.evaluate('axe.run(document)'));
  if (found.passes.length === 0) throw new Error('axe looked at nothing');
  return found.violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.length}), as ${nodes[0]?.html.slice(0, 200)}`,
  );
}
