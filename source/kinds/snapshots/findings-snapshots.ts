/** Findings about snapshots, the same for every tab that has them. */

import { DAY_MS } from '../../model/ages.ts';
import type { Value } from '../../model/columns.ts';
import { formatDay } from '../../model/format.ts';
import { detail, type Finding, type FindingSettings, numberOf, text, textsOf } from '../define/finding.ts';
import { copyFindings, sharedAcrossFindings } from './findings-across.ts';

/** What differs in the findings about one tab of snapshots. */
export interface SnapshotFindingFacts {
  readonly tab: string;
  /** Its snapshots, in the plural. */
  readonly title: string;
  /** Statuses that none should be in for a day. */
  readonly stuck: readonly string[];
  /** None: they cannot fail. */
  readonly failed: readonly string[];
  readonly isShareable: boolean;
  /** They have a column that says why they are in their status. */
  readonly hasStatusMessage: boolean;
}

const SHARING_NOT_CHECKED =
  'sharing was not asked for (--attributes or :ask attributes) or could not be read';

function sharingFindings({ tab, title }: SnapshotFindingFacts): readonly Finding[] {
  return [
    {
      id: `${tab}-public`,
      title: () => `${title} that are public`,
      severity: 'high',
      tab,
      rows: () => ({ filter: 'public:yes' }),
      notChecked: () => ({ filter: 'public:?' }),
      notCheckedReason: () => SHARING_NOT_CHECKED,
      restsOn: [],
      reads: ['public'],
      reason: () => 'every AWS account may restore it',
    },
    {
      id: `${tab}-shared`,
      title: () => `${title} that are shared`,
      severity: 'medium',
      tab,
      rows: () => ({ filter: 'shared_with:* !shared_with:"not checked","not shareable"' }),
      notChecked: () => ({ filter: 'shared_with:?,"not checked"' }),
      notCheckedReason: () => SHARING_NOT_CHECKED,
      restsOn: [],
      when: ({ isOrganizationKnown }) => !isOrganizationKnown,
      reads: ['shared_with'],
      reason: ({ values: { shared_with: accounts } }) =>
        `shared with ${textsOf(accounts)}; organization not known`,
    },
    ...sharedAcrossFindings({ tab, title }, SHARING_NOT_CHECKED),
  ];
}

/** The findings about one tab of snapshots. */
export function snapshotFindings(of: SnapshotFindingFacts): readonly Finding[] {
  const { tab, title } = of;
  const stuck = of.stuck.join(',');
  const common = { tab, restsOn: [] } as const;
  return [
    ...(of.isShareable ? sharingFindings(of) : []),
    ...copyFindings(of),
    {
      ...common,
      id: `${tab}-unencrypted`,
      title: () => `${title} that are not encrypted`,
      severity: 'medium',
      rows: () => ({ filter: 'encrypted:no' }),
      notChecked: () => ({ filter: 'encrypted:?' }),
      notCheckedReason: () => 'AWS does not say whether they are encrypted',
      reads: ['encrypted'],
      reason: () => 'its data is not encrypted at rest',
    },
    {
      ...common,
      id: `${tab}-source-gone`,
      title: () => `${title} whose source is gone`,
      severity: 'low',
      rows: () => ({ filter: 'source_exists:no' }),
      notChecked: () => ({ filter: 'source_exists:unknown' }),
      notCheckedReason: () =>
        'their sources are in other accounts, not known (copies) or could not be listed',
      reads: ['source_exists', 'source'],
      reason: ({ values: { source } }) => `its source ${text(source)} no longer exists`.replace('  ', ' '),
    },
    {
      ...common,
      id: `${tab}-old`,
      title: ({ oldDays }) => `${title} older than ${oldDays} days`,
      severity: 'low',
      rows: ({ oldDays }) => ({ filter: `age>${oldDays}d` }),
      notChecked: () => ({ filter: 'creation_time:?' }),
      notCheckedReason: () => 'their creation time is not known',
      reads: ['creation_time'],
      reason: ({ values: { creation_time: created }, settings }) =>
        `${daysSince(created, settings)} days old, more than ${settings.oldDays}`,
    },
    {
      ...common,
      id: `${tab}-stuck`,
      title: () => `${title} stuck for over 24 hours`,
      severity: 'high',
      rows: () => ({ filter: `status:${stuck} age>24h` }),
      notChecked: () => ({ filter: `status:${stuck} creation_time:?` }),
      notCheckedReason: () => 'it is not known when they were begun',
      reads: ['status', 'creation_time', ...messageOf(of.hasStatusMessage)],
      reason: ({ values }) =>
        `${text(values.status)} since ${formatDay(numberOf(values.creation_time))}${detail(values.status_message)}`,
    },
    ...(of.failed.length > 0 ? [failedFinding(of)] : []),
  ];
}

function failedFinding({ tab, title, failed, hasStatusMessage }: SnapshotFindingFacts): Finding {
  return {
    id: `${tab}-failed`,
    tab,
    restsOn: [],
    title: () => `${title} that failed`,
    severity: 'high',
    rows: () => ({ filter: `status:${failed.join(',')}` }),
    notChecked: () => ({ filter: 'status:?' }),
    notCheckedReason: () => 'their status is not known',
    reads: ['status', ...messageOf(hasStatusMessage)],
    reason: ({ values }) => `its status is ${text(values.status)}${detail(values.status_message)}`,
  };
}

function messageOf(hasStatusMessage: boolean): readonly string[] {
  return hasStatusMessage ? ['status_message'] : [];
}

function daysSince(created: Value | undefined, { scanStart }: FindingSettings): number {
  return Math.floor((scanStart - (numberOf(created) ?? scanStart)) / DAY_MS);
}
