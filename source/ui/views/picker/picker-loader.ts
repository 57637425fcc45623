import { oneLine } from '../../../base/one-line.ts';
import type { ScanState } from '../../../model/cell.ts';
import { counted, errorLine } from '../../../model/words.ts';
import type { Loader } from '../../loading/loader.ts';
import type { AppServices, ListedAccount } from '../../loading/services.ts';
import type { AppEvent } from '../../state/events.ts';
import type { PickerItem, PickerState } from '../../state/picker-state.ts';
import type { Store } from '../../state/store.ts';
import { kindItems } from './kind-items.ts';

/** Loads the list of an open picker. */
export function createPickerLoader(services: AppServices, store: Store): Loader {
  let reading: Pick<PickerState, 'kind' | 'profile'> | null = null;
  const update = () => {
    const { picker } = store.state();
    if (picker === null || picker.items !== null || picker.error !== null) return;
    const { kind, profile } = picker;
    if (reading?.kind === kind && reading.profile === profile) return;
    // What was asked for another list, or for another profile's, is no answer to this one.
    const mine = { kind, profile };
    reading = mine;
    const arrived = (event: Extract<AppEvent, { type: 'picker filled' | 'picker failed' }>) => {
      if (reading !== mine) return;
      reading = null;
      store.dispatch(event);
    };
    itemsOf(services, store, picker).then(
      (items) => arrived({ type: 'picker filled', kind, items }),
      (error) => arrived({ type: 'picker failed', kind, error: errorLine(error) }),
    );
  };
  return {
    update,
    reset: () => {
      reading = null;
    },
  };
}

async function itemsOf(
  services: AppServices,
  store: Store,
  picker: PickerState,
): Promise<readonly PickerItem[]> {
  const { scan, setting } = store.state();
  if (picker.kind === 'profiles') {
    const current = scan?.profile ?? setting.profile;
    const names = await services.listProfiles();
    return names.map((name) => ({
      id: name,
      label: name,
      note: name === current ? 'in use' : '',
      off: false,
    }));
  }
  if (picker.kind === 'kinds') return kindItems(scan);
  if (picker.kind === 'accounts') return accountItems(await services.listAccounts(), scan);
  const { regions } = await services.listRegions(picker.profile);
  const scanned = new Set(scan?.regions);
  return regions
    .toSorted((one, other) => Number(isOff(one.status)) - Number(isOff(other.status)))
    .map(({ name, status }) => ({
      id: name,
      label: name,
      note: isOff(status) ? 'not enabled for this account' : scanned.has(name) ? 'in this scan' : '',
      off: isOff(status),
    }));
}

function isOff(status: string): boolean {
  return status === 'not-opted-in';
}

/** The accounts below their units, by their paths; those of no unit first. */
function accountItems(accounts: readonly ListedAccount[], scan: ScanState | null): readonly PickerItem[] {
  const scanned = new Set(scan?.accounts.map(({ id }) => id));
  const units = [...new Set(accounts.map(({ ou }) => ou ?? ''))].sort();
  const open = accounts.filter(({ off }) => off === null);
  return units.flatMap((unit) => {
    const below = open
      .filter(({ ou }) => ou === unit || (ou ?? '').startsWith(`${unit}/`))
      .map(({ id }) => id);
    const own = accounts
      .filter(({ ou }) => (ou ?? '') === unit)
      .toSorted((one, other) => ((one.name ?? one.id) < (other.name ?? other.id) ? -1 : 1));
    const head: PickerItem = {
      ...{ id: `unit ${unit}`, label: oneLine(unit), off: below.length === 0, group: below },
      note: counted(below.length, 'account'),
    };
    const items = own.map(
      ({ id, name, off }): PickerItem => ({
        id,
        label: `${unit === '' ? '' : '  '}${oneLine(name ?? id)}`,
        note: [oneLine(id), oneLine(unit), off ?? (scanned.has(id) ? 'in this scan' : '')]
          .filter((text) => text !== '')
          .join(' · '),
        off: off !== null,
      }),
    );
    return unit === '' ? items : [head, ...items];
  });
}
