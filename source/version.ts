import { readFileSync } from 'node:fs';

/** snapdeck's version, from the package it runs from. */
export function ownVersion(): string {
  const described: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const known = typeof described === 'object' && described !== null && 'version' in described;
  return known ? String(described.version) : 'of unknown version';
}
