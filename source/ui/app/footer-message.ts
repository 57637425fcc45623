import { steadyNow } from '../../base/steady-clock.ts';
import type { Tone } from '../kit/theme.ts';
import type { AppServices } from '../loading/services.ts';
import type { Store } from '../state/store.ts';

/** How long the result of an action stays in the footer, in milliseconds, unless a key is pressed before. */
const MESSAGE_MS = 4000;

/** What shows a line in the footer for a while. */
export interface FooterMessage {
  /** Keeps it in the log, too. */
  readonly say: (text: string, tone: Tone) => void;
  /** Why a key did nothing. */
  readonly hint: (text: string) => void;
}

/** The footer as a place for messages. */
export function createFooterMessage(services: AppServices, store: Store): FooterMessage {
  let timer: NodeJS.Timeout | null = null;
  const show = (text: string, tone: Tone): void => {
    store.dispatch({ type: 'said', text, tone, until: steadyNow() + MESSAGE_MS });
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => store.dispatch({ type: 'ticked', now: steadyNow() }), MESSAGE_MS);
    // A message must not keep the program alive.
    timer.unref();
  };
  return {
    say: (text, tone) => {
      services.log(text);
      show(text, tone);
    },
    hint: (text) => show(text, 'plain'),
  };
}
