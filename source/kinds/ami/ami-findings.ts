/** Findings about AMIs: who may launch them, and which nobody does. */
import { DAY_MS } from '../../model/ages.ts';
import { formatDay } from '../../model/format.ts';
import { detail, type Finding, numberOf, text, textsOf } from '../define/finding.ts';
import { backupHoldFindings } from '../snapshots/backup-hold-findings.ts';
import { sharedAcrossFindings } from '../snapshots/findings-across.ts';
import { AMI_STATUSES, AMI_TAB } from './ami-facts.ts';

const TAB = AMI_TAB.id;
const TITLE = 'AMIs';
const NOT_SHARED_CHECKED = 'sharing was not asked for (--attributes or :ask attributes) or could not be read';
const common = { tab: TAB, restsOn: [] } as const;

/** Nothing of the region uses it, as SQL; a list that could not be read is NULL. */
const UNUSED = 'json_array_length(instances) = 0 AND json_array_length(launch_templates) = 0';

const SHARING: readonly Finding[] = [
  {
    ...common,
    id: 'amis-public',
    title: () => 'AMIs that are public',
    severity: 'high',
    rows: () => ({ filter: 'public:yes' }),
    notChecked: () => ({ filter: 'public:?' }),
    notCheckedReason: () => 'AWS does not say whether they are public',
    reads: ['public'],
    reason: () => 'every AWS account may launch it',
  },
  {
    ...common,
    id: 'amis-public-unblocked',
    title: () => 'AMIs that are public, and that their region does not block',
    severity: 'high',
    rows: () => ({ filter: 'public:yes public_access_block:unblocked' }),
    notChecked: () => ({ filter: '(public:? or public:yes) public_access_block:?' }),
    notCheckedReason: () => 'what the region blocks could not be read',
    reads: ['public', 'public_access_block'],
    reason: () => 'every AWS account may launch it, and the region blocks no sharing with everybody',
  },
  {
    ...common,
    id: 'amis-shared',
    title: () => 'AMIs that are shared',
    severity: 'medium',
    rows: () => ({ filter: 'shared_with:* !shared_with:"not checked"' }),
    notChecked: () => ({ filter: 'shared_with:?,"not checked"' }),
    notCheckedReason: () => NOT_SHARED_CHECKED,
    when: ({ isOrganizationKnown }) => !isOrganizationKnown,
    reads: ['shared_with'],
    reason: ({ values }) => `shared with ${textsOf(values.shared_with)}; organization not known`,
  },
  ...sharedAcrossFindings({ tab: TAB, title: TITLE }, NOT_SHARED_CHECKED),
];

/** What deserves a second look about AMIs. */
export const AMI_FINDINGS: readonly Finding[] = [
  ...SHARING,
  {
    ...common,
    id: 'amis-failed',
    title: () => 'AMIs that failed',
    severity: 'high',
    rows: () => ({ filter: `status:${AMI_STATUSES.failed.join(',')}` }),
    notChecked: () => ({ filter: 'status:?' }),
    notCheckedReason: () => 'their status is not known',
    reads: ['status', 'status_message'],
    reason: ({ values }) => `its status is ${text(values.status)}${detail(values.status_message)}`,
  },
  {
    ...common,
    id: 'amis-unused',
    title: ({ oldDays }) => `AMIs that nobody has launched for ${oldDays} days`,
    severity: 'medium',
    rows: ({ scanStart, oldDays }) => ({
      sql: `${UNUSED} AND coalesce(last_launched, creation_time) < ${scanStart - oldDays * DAY_MS}`,
    }),
    notChecked: () => ({
      sql: `instances IS NULL OR launch_templates IS NULL OR (${UNUSED} AND creation_time IS NULL)`,
    }),
    notCheckedReason: () =>
      'instances or launch templates could not be read, or it is not known when they were made',
    reads: ['instances', 'launch_templates', 'last_launched', 'creation_time'],
    reason: ({ values }) => {
      const launched = formatDay(numberOf(values.last_launched));
      return launched === ''
        ? `no instance and no launch template uses it, and AWS knows of no launch since ${formatDay(numberOf(values.creation_time))}`
        : `no instance and no launch template uses it; last launched on ${launched}`;
    },
  },
  {
    ...common,
    id: 'amis-deprecated',
    title: () => 'AMIs that are deprecated and still there',
    severity: 'low',
    rows: ({ scanStart }) => ({ sql: `deprecated_at < ${scanStart}` }),
    notChecked: () => ({ sql: 'FALSE' }),
    notCheckedReason: () => '',
    reads: ['deprecated_at'],
    reason: ({ values }) =>
      `deprecated since ${formatDay(numberOf(values.deprecated_at))}: its snapshots are billed until they are deleted`,
  },
  {
    ...common,
    id: 'amis-dlm-gone',
    title: () => 'AMIs made by a DLM policy that no longer exists',
    severity: 'low',
    rows: () => ({ filter: 'dlm_policy_state:gone' }),
    notChecked: () => ({ filter: 'dlm_policy:* dlm_policy_state:?' }),
    notCheckedReason: () => 'policies of Data Lifecycle Manager could not be read',
    reads: ['dlm_policy', 'dlm_policy_state'],
    reason: ({ values }) => `policy ${text(values.dlm_policy)} made it, and is no more: nothing deletes it`,
  },
  ...backupHoldFindings(TAB, TITLE),
];
