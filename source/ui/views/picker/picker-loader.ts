import { errorLine } from '../../../model/words.ts';
import type { Loader } from '../../loading/loader.ts';
import type { AppServices } from '../../loading/services.ts';
import type { AppEvent } from '../../state/events.ts';
import type { PickerItem, PickerState } from '../../state/picker-state.ts';
import type { Store } from '../../state/store.ts';

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
