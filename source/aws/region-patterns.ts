import picomatch from 'picomatch';
import { closest } from '../base/close-names.ts';
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

/** What the name of a region looks like. */
const REGION_SHAPE = /^[a-z]+(?:-[a-z]+)+-\d{1,2}$/;

/** True for what has the form of a region's name. */
export function looksLikeRegion(name: string): boolean {
  return REGION_SHAPE.test(name);
}

const KNOWN: readonly string[] = PARTITIONS.flatMap((partition) => partition.regions);

/**
 * Sees before any call that every named region can be one. New regions come, and AWS's own listing outranks ours: a name
 * that has the form of one is looked for there.
 * @throws UnknownRegionError with close and valid names
 */
export function checkRegionNames(patterns: readonly string[]): void {
  for (const pattern of patterns)
    if (!isKnown(pattern, KNOWN) && !isGlob(pattern) && !REGION_SHAPE.test(pattern))
      throw unknown(pattern, '');
}

/**
 * Sees that every region is one of our own list, where AWS could not be asked for its list.
 * @throws UnknownRegionError with close and valid names
 */
export function checkUnasked(patterns: readonly string[]): void {
  for (const pattern of patterns)
    if (!isKnown(pattern, KNOWN))
      throw unknown(pattern, ' in the list of this version, and AWS could not be asked for its own');
}

/**
 * Sees that AWS lists every region that is named, and one at least for every glob that finds none in our own list.
 * @throws UnknownRegionError with close and valid names
 */
export function checkListed(patterns: readonly string[], listed: readonly string[]): void {
  for (const pattern of patterns)
    if (!isKnown(pattern, listed) && !(isGlob(pattern) && isKnown(pattern, KNOWN)))
      throw unknown(pattern, ' among those that AWS lists for this account', listed);
}

function isKnown(pattern: string, known: readonly string[]): boolean {
  if (pattern === 'all' || known.includes(pattern)) return true;
  return isGlob(pattern) && known.some((name) => picomatch.isMatch(name, pattern));
}

function unknown(pattern: string, where: string, listed?: readonly string[]): UnknownRegionError {
  const close = closest(pattern, listed ?? KNOWN, (name) => [name]);
  const hint = close.length === 0 ? '' : `Close: ${close.join(', ')}. `;
  const partition =
    PARTITIONS.find((candidate) => candidate.regions.includes(close[0] ?? '')) ?? PARTITIONS[0];
  const valid = [...(listed ?? partition?.regions ?? [])].sort().join(', ');
  const place = listed === undefined ? ` in ${partition?.title ?? 'AWS'}` : '';
  return new UnknownRegionError(
    `${isGlob(pattern) ? 'No region matches' : 'There is no region'} "${pattern}"${where}. ` +
      `${hint}Valid${place}: all, ${valid}`,
  );
}

function isGlob(pattern: string): boolean {
  return picomatch.scan(pattern).isGlob;
}
