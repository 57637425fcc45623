import { makePlace, type Place } from './run-snapdeck.ts';
import { makeScanFile } from './scan-files.ts';

/** A place with a scan file of EBS snapshots with these names. */
export function placeWithSnapshots(
  names: readonly string[] = ['first', 'second'],
): Place & Disposable & { readonly scanFile: string } {
  const place = makePlace();
  const scanFile = place.file('made.sqlite');
  const rows = names.map((name, index) => ({ snapshot_id: `snap-${index + 1}`, region: 'us-east-1', name }));
  makeScanFile(scanFile, { cells: [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows }] });
  return { ...place, scanFile, [Symbol.dispose]: place.remove };
}
