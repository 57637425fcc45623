import type { CallFailed } from '../aws/caller.ts';
import { oneLine } from '../base/one-line.ts';
import { RegionOff, type RegionRun } from './run-cell.ts';

/**
 * One run over one region's cells. A region that refuses our credentials is off, unless something there was served;
 * all other cells of the run end with it.
 */
export function createRegionRun(
  scan: AbortSignal,
  /** Null where AWS still knows us in the home region. */
  refusedElsewhere: () => Promise<CallFailed | null>,
): RegionRun {
  const controller = new AbortController();
  let served = false;
  return {
    scope: controller,
    signal: AbortSignal.any([scan, controller.signal]),
    onServed: () => {
      served = true;
    },
    judge: async (fault) => {
      // AWS names a region that is off and credentials that are bad alike: who we are is asked again.
      const elsewhere = await refusedElsewhere();
      if (elsewhere !== null)
        return {
          outcome: 'failed',
          message: oneLine(`${elsewhere.fault.code}: ${elsewhere.fault.message}`),
        };
      if (fault.class === 'no-host') return { outcome: 'skipped', message: 'not offered here' };
      if (served) return { outcome: 'failed', message: `refused here only: ${fault.message}` };
      const off = new RegionOff('region not enabled for this account, or the account is blocked in it');
      controller.abort(off);
      return { outcome: 'skipped', message: off.message };
    },
  };
}
