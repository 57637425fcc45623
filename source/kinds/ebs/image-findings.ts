/**
 * Findings about the AMIs that use EBS snapshots: who may launch them. They count snapshots, as all findings about EBS
 * do: an AMI of three disks is three of them.
 */
import type { Value } from '../../model/columns.ts';
import { itemTexts } from '../../model/list-items.ts';
import { type Finding, type FindingSettings, textsOf } from '../define/finding.ts';
import { SOMEBODY } from './image-sharing.ts';

const TAB = 'ebs';
const NOT_CHECKED =
  'AMI sharing was not asked for (--attributes or :ask attributes), or AMIs could not be read';

/** An AMI uses it, or that is not known. */
const MAY_BE_USED = `ami_ids IS NULL OR json_array_length(ami_ids) > 0`;

/** The accounts and organizations that AMIs are shared with which are not of the organization; those by their managers. */
const OUTSIDE = `(SELECT group_concat(value, ', ') FROM json_each(ami_shared_with)
  WHERE value <> '${SOMEBODY}' AND CASE WHEN value LIKE 'arn:%' THEN substr(value, instr(value, '::') + 2, 12) ELSE value END
    NOT IN (SELECT id FROM main.listed_account))`;

/** What is shared; of several AMIs nobody says which. */
const named = (ids: Value | undefined): string =>
  `${(itemTexts(ids)?.length ?? 0) > 1 ? 'one of AMIs' : 'AMI'} ${textsOf(ids)}`;

const isKnown = ({ isOrganizationKnown }: FindingSettings): boolean => isOrganizationKnown;

const sharedFinding = {
  tab: TAB,
  restsOn: [],
  reads: ['ami_ids', 'ami_shared_with', 'ami_sharing'],
  notChecked: () => ({ sql: `(${MAY_BE_USED}) AND coalesce(ami_sharing, 'shared') = 'shared'` }),
  notCheckedReason: () => NOT_CHECKED,
} as const;

/** Who may launch the AMIs that use EBS snapshots. */
export const IMAGE_FINDINGS: readonly Finding[] = [
  {
    id: 'ebs-ami-public',
    title: () => 'EBS snapshots of AMIs that are public',
    severity: 'high',
    tab: TAB,
    rows: () => ({ filter: 'ami_public:yes' }),
    notChecked: () => ({ filter: 'ami_public:?' }),
    notCheckedReason: () => 'AMIs could not be listed',
    restsOn: [],
    reads: ['ami_public', 'ami_ids'],
    reason: ({ values }) => `every AWS account may launch ${named(values.ami_ids)}`,
  },
  {
    id: 'ebs-ami-public-unblocked',
    title: () => 'EBS snapshots of AMIs that are public, and that their region does not block',
    severity: 'high',
    tab: TAB,
    rows: () => ({ filter: 'ami_public:yes ami_public_access_block:unblocked' }),
    notChecked: () => ({ filter: '(ami_public:? or ami_public:yes) ami_public_access_block:?' }),
    notCheckedReason: () => 'what the region blocks could not be read',
    restsOn: [],
    reads: ['ami_public', 'ami_public_access_block', 'ami_ids'],
    reason: ({ values }) =>
      `every AWS account may launch ${named(values.ami_ids)}, and the region blocks no sharing with everybody`,
  },
  {
    ...sharedFinding,
    id: 'ebs-ami-shared',
    title: () => 'EBS snapshots of AMIs that are shared',
    severity: 'medium',
    rows: () => ({ filter: 'ami_sharing:outside,shared,within' }),
    notChecked: () => ({ sql: `(${MAY_BE_USED}) AND ami_sharing IS NULL` }),
    when: (settings) => !isKnown(settings),
    reason: ({ values }) =>
      `${named(values.ami_ids)} is shared with ${textsOf(values.ami_shared_with)}; organization not known`,
  },
  {
    ...sharedFinding,
    id: 'ebs-ami-shared-outside',
    title: () => 'EBS snapshots of AMIs shared outside the organization',
    severity: 'high',
    rows: () => ({ filter: 'ami_sharing:outside' }),
    when: isKnown,
    tells: OUTSIDE,
    reason: ({ values, told }) =>
      `${named(values.ami_ids)} is shared with ${told ?? 'others'}, outside the organization`,
  },
  {
    ...sharedFinding,
    id: 'ebs-ami-shared-within',
    title: () => 'EBS snapshots of AMIs shared within the organization',
    severity: 'low',
    rows: () => ({ filter: 'ami_sharing:within' }),
    when: isKnown,
    reason: ({ values }) =>
      `${named(values.ami_ids)} is shared with ${textsOf(values.ami_shared_with)}, within the organization`,
  },
];
