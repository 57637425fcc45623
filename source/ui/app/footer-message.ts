import { steadyNow } from '../../base/steady-clock.ts';
import type { Tone } from '../kit/theme.ts';
import type { AppServices } from '../loading/services.ts';
import type { Store } from '../state/store.ts';

/** How long the result of an action stays in the footer, in milliseconds, unless a key is pressed before. */
const MESSAGE_MS = 4000;

/** Shows a line in the footer for a while, and keeps it in the log. */
export function createFooterMessage(services: AppServices, store: Store): (text: string, tone: Tone) => void {
  let timer: NodeJS.Timeout | null = null;
  return (text, tone) => {
    services.log(text);
    store.dispatch({ type: 'said', text, tone, until: steadyNow() + MESSAGE_MS });
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => store.dispatch({ type: 'ticked', now: steadyNow() }), MESSAGE_MS);
    // A message must not keep the program alive.
    timer.unref();
  };
}
