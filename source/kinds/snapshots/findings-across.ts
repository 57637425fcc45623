/** Findings about snapshots that need several accounts: shared with others, copied to them or from them. */
import { type Finding, type FindingSettings, text, textsOf } from '../define/finding.ts';

/** The tab, and its snapshots in the plural. */
interface OfTab {
  readonly tab: string;
  readonly title: string;
}

const isKnown = ({ isOrganizationKnown }: FindingSettings): boolean => isOrganizationKnown;

/** The accounts that a snapshot is shared with which are not of the organization. */
const OUTSIDE = `(SELECT group_concat(value, ', ') FROM json_each(shared_with)
  WHERE value NOT IN (SELECT id FROM main.listed_account))`;

/** Shared with somebody outside of the organization, and shared within it only; those that are public are neither. */
export function sharedAcrossFindings({ tab, title }: OfTab, notCheckedReason: string): readonly Finding[] {
  const common = {
    ...{ tab, when: isKnown, restsOn: [], reads: ['sharing', 'shared_with'] },
    notChecked: () => ({ filter: 'sharing:?,shared' }),
    notCheckedReason: () => notCheckedReason,
  };
  return [
    {
      ...common,
      id: `${tab}-shared-outside`,
      title: () => `${title} shared outside the organization`,
      severity: 'high',
      rows: () => ({ filter: 'sharing:outside' }),
      tells: OUTSIDE,
      reason: ({ told }) => `shared with ${told ?? 'others'}, outside the organization`,
    },
    {
      ...common,
      id: `${tab}-shared-within`,
      title: () => `${title} shared within the organization`,
      severity: 'low',
      rows: () => ({ filter: 'sharing:within' }),
      reason: ({ values }) => `shared with ${textsOf(values.shared_with)}, within the organization`,
    },
  ];
}

/** Copies of which either the copy or its source is outside of the organization. */
export function copyFindings({ tab, title }: OfTab): readonly Finding[] {
  const common = { tab, when: isKnown, restsOn: [], reads: ['across_accounts', 'source_account'] };
  return [
    {
      ...common,
      id: `${tab}-copied-to-foreign`,
      title: () => `${title} copied to a foreign account`,
      severity: 'high',
      rows: () => ({ filter: 'across_accounts:"to outside"' }),
      notChecked: () => ({ filter: 'across_accounts:elsewhere' }),
      notCheckedReason: () => 'neither account is known to be of the organization',
      reason: ({ values }) =>
        `kept by an account outside the organization, copied from ${text(values.source_account)}`,
    },
    {
      ...common,
      id: `${tab}-copied-from-foreign`,
      title: () => `${title} copied from a foreign account`,
      severity: 'medium',
      rows: () => ({ filter: 'across_accounts:"from outside"' }),
      notChecked: () => ({ filter: 'across_accounts:?,elsewhere' }),
      notCheckedReason: () =>
        'AWS does not name the account of their source, or neither is of the organization',
      reason: ({ values }) => `copied from ${text(values.source_account)}, outside the organization`,
    },
  ];
}
