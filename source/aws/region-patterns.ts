import { distance } from 'fastest-levenshtein';
import picomatch from 'picomatch';
import { PARTITIONS } from './partitions.ts';

/** Regions named by flag or configuration that do not exist. */
export class UnknownRegionError extends Error {
  override readonly name = 'UnknownRegion';
}

/** Splits what `--region` was given: comma lists, repeated. */
export function regionPatterns(given: readonly string[]): readonly string[] {
  return given
    .flatMap((list) => list.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/**
 * Sees before any call that every named region exists and every glob matches one.
 * @throws UnknownRegionError with close and valid names
 */
export function checkRegionPatterns(patterns: readonly string[]): void {
  const known = PARTITIONS.flatMap((partition) => partition.regions);
  for (const pattern of patterns) {
    if (pattern === 'all' || known.includes(pattern)) continue;
    if (isGlob(pattern) && known.some((name) => picomatch.isMatch(name, pattern))) continue;
    const close = closest(pattern, known);
    const partition =
      PARTITIONS.find((candidate) => candidate.regions.includes(close[0] ?? '')) ?? PARTITIONS[0];
    throw new UnknownRegionError(
      `${isGlob(pattern) ? 'No region matches' : 'There is no region'} "${pattern}". ` +
        `Close: ${close.join(', ')}. Valid in ${partition?.title ?? 'AWS'}: all, ${[...(partition?.regions ?? [])].sort().join(', ')}`,
    );
  }
}

function isGlob(pattern: string): boolean {
  return picomatch.scan(pattern).isGlob;
}

function closest(name: string, known: readonly string[]): readonly string[] {
  return [...known].sort((one, other) => distance(name, one) - distance(name, other)).slice(0, 3);
}
