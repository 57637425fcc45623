import type { ScanPast } from '../../../source/analysis/past/scan-past.ts';
import type { SummaryReport } from '../../../source/analysis/summary.ts';
import type { KeptFault, KeptScan, ScanOutline } from '../../../source/model/kept-scan.ts';
import { finishedScan, SCAN_START } from './fake-scan.ts';

const DAY = 86_400_000;

/** A kept scan that began so many days before the one that is open. */
export function fakeKept(days: number, given: Partial<ScanOutline> = {}): KeptScan {
  const startedAt = SCAN_START - days * DAY;
  const scan: ScanOutline = {
    ...{ name: null, isKept: false, startedAt, endedAt: startedAt + 3_100, state: 'whole', version: '0.1.0' },
    ...{ accountSet: '123456789012', accounts: 1, accountWords: [], organization: null },
    account: { id: '123456789012', name: 'PROD-ACCOUNT' },
    ...{ regions: ['eu-west-1', 'us-east-1'], kinds: ['ebs-snapshot'], rows: 9_400 - 20 * days, problems: 0 },
    bytes: { sum: 2 ** 50 - days * 2 ** 43, unknown: 0 },
    cost: { low: 7_000 - 10 * days, high: 46_900 - 100 * days, unknown: 0 },
    ...given,
  };
  const id = (0x1000_0000 + days).toString(16);
  const file = days === 0 ? finishedScan().scanFile : `/data/scans/scan-of-${days}-${id}.sqlite`;
  return { id, file, sizeOnDisk: 6_500_000, scan, fault: null };
}

/** A file that is no scan that can be read. */
export function fakeFault(id: string | null, code: KeptFault['code']): KeptScan {
  const file = `/data/scans/${id ?? 'notes.txt'}`;
  return { id, file, sizeOnDisk: 12, scan: null, fault: { code, message: `${file} is not a scan file` } };
}

/** Scans of many days, some of them lesser ones, beside files that cannot be read. */
export function fakeHistory(days: number): readonly KeptScan[] {
  const scans = Array.from({ length: days }, (_, day) =>
    fakeKept(day, {
      ...(day === 2 ? { state: 'interrupted', endedAt: null } : {}),
      ...(day === 3 ? { name: 'release-42' } : {}),
      ...(day === 4 ? { problems: 2, isKept: true } : {}),
      ...(day === 5 ? { bytes: { sum: 2 ** 49, unknown: 3 }, cost: { low: null, high: 9, unknown: 3 } } : {}),
      ...(day === 6 ? { bytes: null, cost: null, kinds: ['datasync-task'] } : {}),
      ...(day === 7 ? { accountSet: 'o-acme org', accounts: 214, account: null, accountWords: ['org'] } : {}),
    }),
  );
  return [
    ...scans.slice(0, 1),
    fakeFault('deadbeef', 'broken'),
    ...scans.slice(1),
    fakeFault(null, 'foreign'),
  ];
}

/** The past of a scan that is kept alone. */
export const NO_PAST: ScanPast = { trend: [fakePastScan(0)], hasAllRuns: false, before: null };

/** The same for the panels of the Summary. */
export const WITHOUT_PAST = { past: NO_PAST, pastError: null } as const;

/** The past of the open scan after so many days of daily ones, the last of which came to these totals. */
export function fakePast(days: number, report: SummaryReport): ScanPast {
  const trend = Array.from({ length: days + 1 }, (_, day) => fakePastScan(days - day));
  return { trend, hasAllRuns: false, before: { ...fakePastScan(1), report } };
}

function fakePastScan(days: number): ScanPast['trend'][number] {
  const { id, file, scan: outline } = fakeKept(days);
  if (outline === null) throw new Error('it can be read');
  return { id, file, outline };
}
