import { steadyNow } from '../../base/steady-clock.ts';
import { LATER_WORDS } from '../../kinds/define/asked-later.ts';
import type { AskProgress, AskResult } from '../../model/ask.ts';
import { formatCount } from '../../model/format.ts';
import { counted, errorLine } from '../../model/words.ts';
import type { ScanHandle } from '../../scan/scan-handle.ts';
import type { Loader } from '../loading/loader.ts';
import type { AskRun } from '../state/ask-state.ts';
import type { Store } from '../state/store.ts';

/** What asking rows needs of the app. */
export interface AskParts {
  readonly store: Store;
  /** Null where there is no scan that could ask. */
  readonly ask: (...asked: Parameters<ScanHandle['ask']>) => Promise<AskResult> | null;
  readonly say: (text: string, tone: 'plain' | 'warning' | 'bad') => void;
  readonly log: (line: string) => void;
}

/** The header counts so often, and the rows are read again so often, in milliseconds. */
const COUNTED_MS = 250;
const READ_AGAIN_MS = 2000;

/** Asks the rows that are to be asked, one run at a time; the tables read again what they show as answers come. */
export function createAskLoop({ store, ask, say, log }: AskParts): Loader {
  let running: { readonly of: AskRun['job']; readonly stop: AbortController } | null = null;

  const start = async ({ job, what }: AskRun) => {
    const current = { of: job, stop: new AbortController() };
    running = current;
    let countedAt = 0;
    let readAt = steadyNow();
    const onProgress = (progress: AskProgress) => {
      const now = steadyNow();
      if (running !== current || now - countedAt < COUNTED_MS) return;
      countedAt = now;
      store.dispatch({ type: 'rows asked', of: job, progress });
      if (now - readAt < READ_AGAIN_MS) return;
      readAt = now;
      store.dispatch({ type: 'rows changed' });
    };
    const result = await asked(job, onProgress, current.stop.signal);
    if (running !== current) return;
    running = null;
    store.dispatch({ type: 'ask ended', of: job });
    store.dispatch({ type: 'rows changed' });
    if (typeof result === 'string') {
      say(`rows could not be asked: ${result}`, 'bad');
      return;
    }
    for (const { message, rows } of result.failures) log(`${counted(rows, 'row')} not asked: ${message}`);
    say(resultWords(result, LATER_WORDS[what]), result.failed > 0 ? 'warning' : 'plain');
  };

  const asked = async (...wanted: Parameters<ScanHandle['ask']>): Promise<AskResult | string> => {
    try {
      return (await ask(...wanted)) ?? 'there is no scan that could';
    } catch (error) {
      return errorLine(error);
    }
  };

  return {
    update: () => {
      const { run } = store.state().ask;
      if (run?.job !== running?.of) {
        running?.stop.abort();
        running = null;
        if (run !== null) void start(run);
      } else if (run?.isStopping === true) running?.stop.abort();
    },
    reset: () => {
      running?.stop.abort();
      running = null;
    },
  };
}

/** What asking came to, in one line. */
function resultWords({ asked, failed, isStopped, failures }: AskResult, about: string): string {
  const [first, ...more] = failures;
  const done = `${isStopped ? 'stopped: ' : ''}${counted(asked, 'row')} asked ${about}`;
  if (first === undefined) return done;
  const others = more.length === 0 ? '' : ` (and ${counted(more.length, 'other reason')}: see the log)`;
  return `${done}; ${formatCount(failed)} not: ${first.message}${others}`;
}
