/**
 * Draws the pictures of the documentation from the running app over the demo estate: `npm run screenshots`. Each is a
 * real screen of the published bundle in a real pseudo-terminal. Names draw just those, the others are only passed.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTerminal, type TerminalSession } from '../test/helpers/pty.ts';
import { screenToSvg } from '../test/helpers/screen-svg.ts';
import { PICTURES } from './pictures.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = path.join(ROOT, 'docs', 'pictures');
const SIZE = { columns: 116, rows: 34 };

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !PICTURES.some((picture) => picture.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no picture ${unknown.join(', ')}; there are ${PICTURES.map(({ name }) => name).join(', ')}.\n`,
  );
  process.exit(2);
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-pictures-'));
const env = { HOME: folder, SNAPDECK_DATA_DIR: folder, CI: undefined, NO_COLOR: undefined };
let terminal: TerminalSession | null = null;
try {
  mkdirSync(FOLDER, { recursive: true });
  for (const { name, args, reach } of PICTURES) {
    if (args !== undefined) {
      await terminal?.close();
      terminal = openTerminal({
        args: [path.join(ROOT, 'bin', 'snapdeck.cjs'), ...args],
        ...{ ...SIZE, cwd: folder, env },
      });
    }
    if (terminal === null) throw new Error('the first picture names nothing to start the app with');
    await reach(terminal);
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    writeFileSync(path.join(FOLDER, `${name}.svg`), screenToSvg(terminal.view));
    process.stdout.write(`docs/pictures/${name}.svg\n`);
  }
} finally {
  await terminal?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
