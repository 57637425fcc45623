import process from 'node:process';

/** What test processes load first: it takes JSX off, and keeps what was compiled. */
const LOADER = new URL('../../scripts/test-process.mjs', import.meta.url).href;

/** The arguments with which this Node runs a .ts file: none where it takes types off by itself. */
export const RUNS_TS: readonly string[] = process.features.typescript
  ? []
  : ['--import', import.meta.resolve('tsx')];

/** The arguments with which this Node runs what imports .tsx files. */
export const RUNS_TSX: readonly string[] = process.features.typescript ? ['--import', LOADER] : RUNS_TS;
