import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Place } from './place.ts';

/** A client of the benchmark's own as one JavaScript file, as small as snapdeck's: its start shall not wait for TypeScript. */
export async function bundled(place: Place, name: 'minimal-client' | 'fan-out'): Promise<string> {
  const outfile = place.file(`${name}.mjs`);
  await build({
    entryPoints: [path.join(fileURLToPath(new URL('.', import.meta.url)), `${name}.ts`)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    minifySyntax: true,
    minifyWhitespace: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    // The SDK looks for credentials and settings with code that calls require().
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    outfile,
    logLevel: 'error',
  });
  return outfile;
}
