import { steadyNow } from '../../base/steady-clock.ts';
import type { Tone } from '../kit/theme.ts';
import type { AppServices } from '../loading/services.ts';
import type { Store } from '../state/store.ts';

/** How long the result of an action stays in the footer, in milliseconds; failures stay longer. */
const MESSAGE_MS = 4000;
const FAILURE_MS = 12_000;

/** Shows a line in the footer for a while, and keeps it in the log. */
export function createFooterMessage(services: AppServices, store: Store): (text: string, tone: Tone) => void {
  let timer: NodeJS.Timeout | null = null;
  return (text, tone) => {
    const shown = tone === 'bad' ? FAILURE_MS : MESSAGE_MS;
    services.log(text);
    store.dispatch({ type: 'said', text, tone, until: steadyNow() + shown });
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => store.dispatch({ type: 'ticked', now: steadyNow() }), shown);
    // A message must not keep the program alive.
    timer.unref();
  };
}
