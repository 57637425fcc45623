import { formatDay } from '../../model/format.ts';
import { itemTexts, tagsIn } from '../../model/list-items.ts';
import type { Derivation, DeriveContext, DerivedRow } from '../define/derivation.ts';
import { keptByPolicy } from '../ebs/lifecycle-policies.ts';
import { binWords, RETENTION_READS } from '../ebs/retention-rules.ts';
import { sharedBeyond } from '../snapshots/across-accounts.ts';
import { BACKUP_HOLD_READS, heldByBackup, UNSPOILED_BY_BACKUP } from '../snapshots/backup-hold-columns.ts';
import { type MonthlyCost, UNKNOWN } from '../snapshots/cost-estimate.ts';
import { sharingCaveats, type Verdict } from '../snapshots/deletability.ts';
import {
  FILLS,
  filled,
  flagOf,
  numberOf,
  ownerOf,
  sourceFacts,
  TOLD,
  textOf,
} from '../snapshots/derive-snapshots.ts';
import { AMI_STATUSES } from './ami-facts.ts';
import { judgeAmi } from './ami-verdict.ts';

/** Nobody can launch it until somebody enables it again. */
const DISABLED = 'disabled';

/** It costs what its snapshots do, and those count as EBS snapshots. */
const NOTHING_MORE: MonthlyCost = { low: 0, high: 0 };

/** AMIs: the newest one of an instance. */
export const AMI_DERIVATION: Derivation = {
  reads: [
    ...['source', 'source_exists', 'status', 'creation_time', 'origin', 'public', 'shared_with', 'tags'],
    ...['snapshots', 'root_device', 'last_launched', 'idle_days', 'deprecated_at'],
    ...['deregistration_protection', 'instances', 'launch_templates'],
    ...['dlm_policy', 'dlm_policy_name', 'dlm_policy_state'],
    ...BACKUP_HOLD_READS,
    ...RETENTION_READS,
  ],
  fills: ['sharing', 'owner', ...FILLS],
  groupBy: 'source',
  leaders: {
    newest: {
      rank: `CASE WHEN status = 'available' AND source IS NOT NULL AND ${UNSPOILED_BY_BACKUP} THEN creation_time END`,
      tells: TOLD,
    },
  },
  values: (row, context) => {
    const { values } = row;
    return [
      sharedBeyond(flagOf(values.public), itemTexts(values.shared_with), context.accounts),
      ownerOf(tagsIn(values.tags), context.ownerTags),
      ...filled(verdictOf(row, context), values.root_device === 'ebs' ? NOTHING_MORE : UNKNOWN),
    ];
  },
};

function verdictOf(row: DerivedRow, context: DeriveContext): Verdict {
  const { values } = row;
  const held = heldByBackup(values, 'recovery_point_status');
  const policy = keptByPolicy(values);
  const known = sourceFacts(row, context, {
    complete: [...AMI_STATUSES.good, DISABLED],
    failed: AMI_STATUSES.failed,
  });
  const protection = textOf(values.deregistration_protection);
  return judgeAmi({
    ...held,
    ...(policy.dlm === undefined ? {} : { dlm: policy.dlm }),
    isEndless: held.isEndless === true || policy.isEndless,
    makers: [...(held.makers ?? []), ...policy.makers],
    locks: [...protectionLocks(protection), ...held.locks],
    origin: known.origin,
    instances: itemTexts(values.instances),
    launchTemplates: itemTexts(values.launch_templates),
    condition: known.condition === 'complete' ? 'usable' : known.condition,
    status: known.status,
    createdAt: known.createdAt,
    lastLaunchedAt: numberOf(values.last_launched),
    instance: values.source_exists === 'yes' ? known.source : null,
    newest: known.newest,
    snapshots: numberOf(values.snapshots) ?? 0,
    gaps: known.gaps,
    afterwards: [binWords(values)],
    caveats: [
      ...sharingCaveats(flagOf(values.public), itemTexts(values.shared_with)),
      ...stateCaveats(values),
      ...held.unread,
    ],
    idleDays: values.status === DISABLED ? null : numberOf(values.idle_days),
  });
}

function protectionLocks(protection: string | null): readonly string[] {
  return protection === null || protection === 'disabled'
    ? []
    : [`protected from deregistration (${protection})`];
}

/** What a person must know of its state. */
function stateCaveats({ status, deprecated_at: deprecated }: DerivedRow['values']): readonly string[] {
  return [
    ...(status === DISABLED ? ['disabled: nobody can launch it'] : []),
    ...(typeof deprecated === 'number' ? [`deprecated as of ${formatDay(deprecated)}`] : []),
  ];
}
