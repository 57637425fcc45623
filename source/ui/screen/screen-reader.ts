/**
 * The app as a few plain sentences, for screen readers (Ink's screen-reader mode): where one is, what is under the
 * cursor, what happened, and which keys work. Nothing in it changes while nobody does anything but by tenths of a
 * scan, since every change is read out.
 */

import { totalsOfScan } from '../../model/totals.ts';
import { counted } from '../../model/words.ts';
import type { AppState } from '../state/app-state.ts';
import { isRunning } from '../state/scan-totals.ts';
import { VIEWS } from '../views/registry.ts';
import { pageBehind } from './draw-view.ts';
import { footerKeys } from './footer.ts';

/** The sentences of a state, each a line. */
export function screenReaderLines(state: AppState): readonly string[] {
  return [
    scanSentence(state),
    ...viewSentences(state),
    state.message?.text ?? '',
    `Keys: ${footerKeys(state)
      .map(({ shown, footer }) => `${shown} ${footer}`)
      .join(', ')}`,
  ].filter((line) => line !== '');
}

function scanSentence({ scan, leaving, exporting }: AppState): string {
  if (leaving !== null) return `snapdeck: ${leaving}.`;
  if (exporting !== null) return 'snapdeck: exporting.';
  if (scan === null) return 'snapdeck: no scan yet.';
  const { cells, finished, problems } = totalsOfScan(scan);
  const trouble = problems === 0 ? '' : `, ${counted(problems, 'problem')}`;
  if (!isRunning(scan)) return `snapdeck: scan ${scan.stage}${trouble}.`;
  const tenths = cells === 0 ? 0 : Math.floor((finished / cells) * 10);
  return `snapdeck: scanning, ${tenths * 10}% done${trouble}.`;
}

function viewSentences(state: AppState): readonly string[] {
  const view = VIEWS.front(state);
  const here = view.spoken(state, VIEWS);
  return view.place === 'line' ? [...pageBehind(state).spoken(state, VIEWS), ...here] : here;
}
