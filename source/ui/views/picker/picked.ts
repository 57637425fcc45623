import type { ScanChoice } from '../../loading/services.ts';
import type { AppState } from '../../state/app-state.ts';
import { scanInFront } from '../../state/grid-scan.ts';
import { type PickerState, pickedItem } from '../../state/picker-state.ts';

/** What Enter in a picker leads to. */
export type Picked =
  | { readonly kind: 'scan'; readonly choice: ScanChoice }
  /** The regions of this profile are to be picked next. */
  | { readonly kind: 'regions'; readonly profile: string }
  | { readonly kind: 'nothing'; readonly why: string | null };

/**
 * What was picked in a list of profiles, regions, accounts or kinds: the marked ones, else the one under the cursor. `step`: the app
 * opened with its pickers, so that a profile is followed by its regions.
 */
export function picked(picker: PickerState, step: boolean): Picked {
  const item = pickedItem(picker);
  if (picker.kind === 'profiles') {
    if (item === undefined) return { kind: 'nothing', why: null };
    return step ? { kind: 'regions', profile: item.id } : { kind: 'scan', choice: { profile: item.id } };
  }
  if (picker.kind === 'accounts') return pickedAccounts(picker);
  if (picker.kind === 'kinds') {
    const kinds = picker.marked.size > 0 ? [...picker.marked] : item === undefined ? [] : [item.id];
    return kinds.length === 0 ? { kind: 'nothing', why: null } : { kind: 'scan', choice: { kinds } };
  }
  const regions = picker.marked.size > 0 ? [...picker.marked] : item === undefined ? [] : [item.id];
  if (regions.length === 0) return { kind: 'nothing', why: null };
  if (picker.marked.size === 0 && item?.off === true) {
    return { kind: 'nothing', why: `${item.id} is not enabled for this account` };
  }
  const profile = picker.profile === undefined ? {} : { profile: picker.profile };
  return { kind: 'scan', choice: { ...profile, regions } };
}

/** The marked accounts, else the one under the cursor, or those below it. */
function pickedAccounts(picker: PickerState): Picked {
  const item = pickedItem(picker);
  if (picker.marked.size > 0) return { kind: 'scan', choice: { accounts: [...picker.marked] } };
  if (item === undefined) return { kind: 'nothing', why: null };
  if (item.off) return { kind: 'nothing', why: `${item.label.trim()} is ${item.note}` };
  return { kind: 'scan', choice: { accounts: item.group ?? [item.id] } };
}

/** Ids of the cells that are not done, empty or skipped, nor under way. */
export function unfinishedCells(state: AppState): readonly number[] {
  const again = new Set(['partial', 'denied', 'throttled', 'failed', 'stopped']);
  return (scanInFront(state)?.cells ?? []).filter((cell) => again.has(cell.phase)).map((cell) => cell.id);
}
