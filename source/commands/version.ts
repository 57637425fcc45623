import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

/** snapdeck's version, from the package it runs from: its sources lie deeper in it than its bundle. */
export function ownVersion(): string {
  const manifest = findPackageJSON(import.meta.url);
  const described: unknown = manifest === undefined ? null : JSON.parse(readFileSync(manifest, 'utf8'));
  const known = typeof described === 'object' && described !== null && 'version' in described;
  return known ? String(described.version) : 'of unknown version';
}
