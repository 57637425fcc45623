import { AUTOMATED_BACKUPS_TAB } from '../kinds/rds/automated-backups.ts';
import { findKind, kindName, kindsOfTab } from '../kinds/registry.ts';

/**
 * A service of a kind of snapshots. Where it is called as a tab that holds several kinds (RDS), it is called by the kind
 * instead (`RDS instances`, `RDS clusters`): the name of the tab means all that is in it, everywhere. Automated backups
 * are called so: beside the snapshots of the same service nothing else tells them apart.
 */
export function serviceLabel({ service, kind }: { readonly service: string; readonly kind: string }): string {
  const known = findKind(kind);
  const isWholeTab = known?.tabTitle === service && kindsOfTab(known.tab).length > 1;
  if (known?.tab === AUTOMATED_BACKUPS_TAB)
    return service === 'RDS' ? kindName(kind) : `${service} automated`;
  return isWholeTab ? kindName(kind) : service;
}
