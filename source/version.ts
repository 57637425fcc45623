import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const PACKAGE = v.object({ version: v.string() });

/** snapdeck's version, from the package it runs from. */
export function ownVersion(): string {
  return v.parse(PACKAGE, JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')))
    .version;
}
