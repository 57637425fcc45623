/** Data Lifecycle Manager: the policies that make snapshots of volumes, but for one that somebody deleted. */
import type { Row } from '../estate/collection.ts';
import { LIFECYCLE_POLICIES } from '../estate/ebs-origins.ts';
import type { Operations } from './operation.ts';

export const dlm: Operations = {
  GetLifecyclePolicies: () => ({ body: { Policies: LIFECYCLE_POLICIES.map(summary) } }),
};

function summary({ id, schedule, isOn }: (typeof LIFECYCLE_POLICIES)[number]): Row {
  return {
    PolicyId: id,
    Description: `volumes ${schedule}`,
    State: isOn ? 'ENABLED' : 'DISABLED',
    PolicyType: 'EBS_SNAPSHOT_MANAGEMENT',
    DefaultPolicy: false,
    Tags: {},
  };
}
