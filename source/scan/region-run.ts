import type { CallFailed } from '../aws/caller.ts';
import type { Fault } from '../aws/fault.ts';
import { oneLine } from '../base/one-line.ts';
import type { RegionStatus } from '../model/cell.ts';
import { RegionOff, type RegionRun, type RegionVerdict } from './run-cell.ts';

/**
 * One run over one region's cells. AWS names a region that is off, a token that does not work there and credentials that
 * are bad alike; what AWS lists of the region decides: only what is listed as on may lack a service, and a region that is
 * listed as off is never asked.
 */
export function createRegionRun(
  scan: AbortSignal,
  status: RegionStatus['status'],
  /** Null where AWS still knows us in the home region. */
  refusedElsewhere: () => Promise<CallFailed | null>,
): RegionRun {
  const controller = new AbortController();
  let served = false;
  return {
    scope: controller,
    signal: AbortSignal.any([scan, controller.signal]),
    onServed: (at) => {
      // What it answered before says nothing of whether it would have us now.
      if (at === undefined) served = true;
    },
    judge: async (fault) => {
      const elsewhere = await refusedElsewhere();
      if (elsewhere !== null) return failed(`${elsewhere.fault.code}: ${elsewhere.fault.message}`);
      if (fault.class === 'no-host') return withoutHost(fault, status);
      if (fault.code === 'Blocked') {
        const off = new RegionOff('the account is blocked in this region');
        controller.abort(off);
        return { outcome: 'skipped', message: off.message };
      }
      return served ? failed(`refused here only: ${fault.message}`) : refused(fault, status);
    },
  };
}

function failed(message: string, advice?: string): RegionVerdict {
  return { outcome: 'failed', message: oneLine(message), ...(advice === undefined ? {} : { advice }) };
}

function isOn(status: RegionStatus['status']): boolean {
  return status === 'opted-in' || status === 'opt-in-not-required';
}

function withoutHost(fault: Fault, status: RegionStatus['status']): RegionVerdict {
  if (isOn(status)) return { outcome: 'skipped', message: 'not offered here' };
  return failed(
    `${fault.message}: whether the region is on and has the service is not known`,
    'allow ec2:DescribeRegions, which tells',
  );
}

function refused(fault: Fault, status: RegionStatus['status']): RegionVerdict {
  if (isOn(status))
    return failed(
      `AWS lists this region as on, but refuses the credentials here: ${fault.message}`,
      'session tokens of the global STS endpoint do not work in opt-in regions: get them from a regional one (AWS_STS_REGIONAL_ENDPOINTS=regional)',
    );
  return failed(
    `the credentials are refused here, and whether the region is on is not known: ${fault.message}`,
    'allow ec2:DescribeRegions, which tells',
  );
}
