/** Findings about what runs on for EBS snapshots, and about regions that let them be public. */
import { type Finding, MONTHLY_COST, text, textsOf } from '../define/finding.ts';

const TAB = 'ebs';

/** Fast restore that is on, and public snapshots that their region does not block. */
export const HOLD_FINDINGS: readonly Finding[] = [
  {
    id: 'ebs-fast-restore',
    title: () => 'EBS snapshots with fast restore on',
    severity: 'medium',
    tab: TAB,
    rows: () => ({ filter: 'fast_restore_zones:*' }),
    notChecked: () => ({ filter: 'fast_restore_zones:?' }),
    notCheckedReason: () => 'fast restores could not be read',
    restsOn: [],
    reads: ['fast_restore_zones'],
    reason: ({ values }) =>
      `fast restore, billed by the hour, is on in ${textsOf(values.fast_restore_zones)}`,
  },
  {
    id: 'ebs-dlm-gone',
    title: () => 'EBS snapshots made by a DLM policy that no longer exists',
    severity: 'low',
    tab: TAB,
    rows: () => ({ filter: 'dlm_policy_state:gone' }),
    notChecked: () => ({ filter: 'dlm_policy:* dlm_policy_state:?' }),
    notCheckedReason: () => 'policies of Data Lifecycle Manager could not be read',
    restsOn: [],
    reads: ['dlm_policy', 'dlm_policy_state'],
    costs: MONTHLY_COST,
    reason: ({ values }) => `policy ${text(values.dlm_policy)} made it, and is no more: nothing deletes it`,
  },
  {
    id: 'ebs-public-unblocked',
    title: () => 'EBS snapshots that are public, and that their region does not block',
    severity: 'high',
    tab: TAB,
    rows: () => ({ filter: 'public:yes public_access_block:unblocked' }),
    notChecked: () => ({ filter: '(public:? or public:yes) public_access_block:?' }),
    notCheckedReason: () => 'what the region blocks could not be read',
    restsOn: [],
    reads: ['public', 'public_access_block'],
    reason: () => 'every AWS account may restore it, and the region blocks no sharing with everybody',
  },
];
