import { RESOURCE_KINDS } from '../../../kinds/registry.ts';
import { type ScanState, scannedCells } from '../../../model/cell.ts';
import { type Totals, totalsOf, totalsOfAccounts } from '../../../model/totals.ts';
import { counted } from '../../../model/words.ts';
import type { PickerItem } from '../../state/picker-state.ts';

/** The kinds to pick from, with what each one asked of AWS in the scan, or which operations it would ask. */
export function kindItems(scan: ScanState | null): readonly PickerItem[] {
  const width = Math.max(...RESOURCE_KINDS.map(({ title }) => title.length));
  return RESOURCE_KINDS.map(({ id, title, byDefault, actions }) => ({
    id,
    label: title.padEnd(width),
    note: scan?.kinds.includes(id)
      ? scannedWords(totalsOfKind(scan, id))
      : `${byDefault ? 'usual' : 'not usual'} · asks ${counted(actions.length, 'operation')} in each region`,
    off: false,
  }));
}

function scannedWords({ rows, calls }: Totals): string {
  return `in this scan: ${counted(calls, 'call')} for ${counted(rows, 'row')}`;
}

function totalsOfKind(scan: ScanState, kind: string): Totals {
  const isOf = (one: { readonly kind: string }): boolean => one.kind === kind;
  return scan.accounts.length > 0
    ? totalsOfAccounts(scan.accounts.map((account) => ({ ...account, kinds: account.kinds.filter(isOf) })))
    : totalsOf(scannedCells(scan).filter(isOf));
}
