/**
 * Draws the README's pictures from the running app over the demo estate: `npm run screenshots`.
 * Each picture is a real screen of the published bundle in a real pseudo-terminal.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTerminal, type TerminalSession } from '../test/helpers/pty.ts';
import { screenToSvg } from '../test/helpers/screen-svg.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PICTURES = path.join(ROOT, 'docs', 'pictures');
const SIZE = { columns: 116, rows: 34 };
const PATIENCE = { timeoutMs: 120_000 };

/** The pictures in the order in which the app comes to their screens. */
const PICTURES_IN_ORDER: readonly {
  readonly name: string;
  readonly reach: (terminal: TerminalSession) => Promise<void>;
}[] = [
  {
    name: 'scan',
    reach: async (terminal) => {
      await terminal.waitForText(/PROD-ACCOUNT/, PATIENCE);
      await terminal.waitForText(/waiting {3}/, PATIENCE);
      await terminal.waitForText(/(8\d|9\d|10\d) of 136 cells/, PATIENCE);
    },
  },
  {
    name: 'summary',
    reach: async (terminal) => {
      await terminal.waitForText('136 of 136 cells', PATIENCE);
      terminal.press('2');
      await terminal.waitForText('Snapshots by age', PATIENCE);
    },
  },
  {
    name: 'table',
    reach: async (terminal) => {
      terminal.press('7');
      await terminal.waitForText(/EBS snapshots +[\d,]+/, PATIENCE);
      terminal.press('s');
      await terminal.waitForText('Sort by');
      terminal.type('Size');
      terminal.press('enter');
      await terminal.waitForText(/sorted by Size/);
    },
  },
  {
    name: 'executions',
    reach: async (terminal) => {
      terminal.press('6');
      await terminal.waitForText(/DataSync executions +[\d,]+/, PATIENCE);
    },
  },
  {
    name: 'detail',
    reach: async (terminal) => {
      terminal.press('enter');
      await terminal.waitForText(/DataSync execution /, PATIENCE);
    },
  },
];

const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-pictures-'));
const terminal = openTerminal({
  args: [path.join(ROOT, 'bin', 'snapdeck.cjs'), '--demo', '--latency', '220'],
  ...SIZE,
  cwd: folder,
  env: { HOME: folder, SNAPDECK_DATA_DIR: folder, CI: undefined, NO_COLOR: undefined },
});
try {
  mkdirSync(PICTURES, { recursive: true });
  for (const picture of PICTURES_IN_ORDER) {
    await picture.reach(terminal);
    writeFileSync(path.join(PICTURES, `${picture.name}.svg`), screenToSvg(terminal.view));
    process.stdout.write(`docs/pictures/${picture.name}.svg\n`);
  }
} finally {
  await terminal.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
