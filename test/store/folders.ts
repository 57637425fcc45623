import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A folder of its own, gone with everything in it at the end of its block. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-store-'));
  return { path: folder, [Symbol.dispose]: () => fs.rmSync(folder, { recursive: true, force: true }) };
}
