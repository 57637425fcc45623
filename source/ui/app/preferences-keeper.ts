import { errorLine } from '../../model/words.ts';
import type { Tone } from '../kit/theme.ts';
import type { Loader } from '../loading/loader.ts';
import type { AppServices } from '../loading/services.ts';
import { type Preferences, preferencesOf } from '../preferences/preferences.ts';
import type { Store } from '../state/store.ts';

/** Changes are kept together once they have rested for so long, in milliseconds. */
const REST_MS = 500;

/** Keeps how the tables are looked at and what was typed for the next run; says once where it cannot. */
export function createPreferencesKeeper(
  services: AppServices,
  store: Store,
  say: (text: string, tone: Tone) => void,
): Loader {
  let kept = JSON.stringify(preferencesOf(store.state()));
  let seen = partsOf(preferencesOf(store.state()), store);
  let timer: NodeJS.Timeout | null = null;
  let broken = false;

  const save = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const preferences = preferencesOf(store.state());
    const text = JSON.stringify(preferences);
    if (text === kept || broken || services.preferences === undefined) return;
    try {
      services.preferences.save(preferences);
      kept = text;
    } catch (error) {
      broken = true;
      say(`columns and order are not kept for the next run: ${errorLine(error)}`, 'warning');
    }
  };

  return {
    update: () => {
      const now = partsOf(preferencesOf(store.state()), store);
      if (now.every((part, index) => part === seen[index])) return;
      seen = now;
      if (timer !== null) return;
      timer = setTimeout(save, REST_MS);
      timer.unref();
    },
    // Whatever the app leaves for, it saves first.
    reset: save,
  };
}

/** The parts of the state that are remembered, to be compared by identity: most changes are others. */
function partsOf({ commands, filters, accounts }: Preferences, store: Store): readonly unknown[] {
  const tables = Object.values(store.state().tables);
  return [
    commands,
    filters,
    accounts,
    ...tables.flatMap(({ sort, thenBy, columns, allColumns }) => [sort, thenBy, columns, allColumns]),
  ];
}
