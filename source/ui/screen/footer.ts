import { exportProgressWords } from '../../export/export-progress.ts';
import { formatCount } from '../../model/format.ts';
import { totalsOfScan } from '../../model/totals.ts';
import { counted } from '../../model/words.ts';
import type { Command, KeyBinding } from '../kit/key-binding.ts';
import { fitted, textWidth } from '../kit/text.ts';
import { type Piece, paint, paintPieces, type Theme, type Tone } from '../kit/theme.ts';
import type { AppState } from '../state/app-state.ts';
import { keysNow } from '../state/keys-now.ts';
import { problemsOf } from '../views/grid/problems.ts';
import { VIEWS } from '../views/registry.ts';

/** Blanks between what is said and the keys. */
const KEYS_GAP = 3;

/** Keys up to this `spare` are worth more than how often AWS was asked. */
const KEPT = 1;

/** The last line: the result of the last action or the counts, and the keys that work here. */
export function footer(state: AppState, theme: Theme): string {
  const { columns } = state.size;
  if (state.input !== null && state.message === null) {
    const keys = keyPieces(state, columns - 2);
    return `${' '.repeat(Math.max(1, columns - piecesWidth(keys) - 1))}${paintPieces(theme, keys)}`;
  }
  const [text, tone] = statusWords(state);
  const keys = keyPieces(state, columns - textWidth(text) - 2 - KEYS_GAP);
  const room = columns - piecesWidth(keys) - 2;
  return `${paint(theme, fitted(` ${text}`, Math.max(0, room)), tone)} ${paintPieces(theme, keys)}`;
}

function statusWords(state: AppState): readonly [string, Tone] {
  if (state.message !== null) return [state.message.text, state.message.tone];
  if (state.exporting !== null) {
    const words = exportProgressWords(state.exporting);
    return [words === '' ? 'exporting' : `exporting ${words}`, 'busy'];
  }
  const { scan } = state;
  if (scan === null) return ['', 'plain'];
  if (scan.refusal !== null) return [scan.refusal.lines[0] ?? 'the scan broke off', 'bad'];
  if (scan.notice !== null) return [scan.notice, 'warning'];
  const { rows, calls, retries, problems } = totalsOfScan(scan);
  const found = counted(rows, 'row');
  const asked = counted(calls, 'call');
  const ended = problems > 0 ? [counted(problems, 'problem')] : [];
  const all = [found, asked, ...(retries > 0 ? [`${formatCount(retries)} retried`] : []), ...ended];
  const needed = keysWidth(footerKeys(state).filter(({ spare }) => spare <= KEPT));
  const [text] = [all, [found, asked, ...ended], [found, ...ended]]
    .map((words) => words.join(' · '))
    .filter((words) => textWidth(words) + needed + 2 + KEYS_GAP <= state.size.columns);
  return [text ?? found, 'plain'];
}

/** The keys of this view that fit, each with its word; those without which one is lost always stay. */
function keyPieces(state: AppState, room: number): readonly Piece[] {
  const kept = [...footerKeys(state)];
  while (keysWidth(kept) > room) {
    const most = mostSpare(kept);
    if (most === undefined || most.spare === 0) break;
    kept.splice(kept.indexOf(most), 1);
  }
  return kept.flatMap((binding, index): readonly Piece[] => [
    [index === 0 ? '' : '  ', 'plain'],
    [binding.shown, 'accent'],
    [` ${binding.footer ?? ''}`, 'plain'],
  ]);
}

/** The keys that have a word in the footer of this view. */
export function footerKeys(state: AppState): readonly KeyBinding[] {
  const { id, idle, place } = VIEWS.front(state);
  // What `q` closes here, Esc does, which is shown with its own word.
  const closing: readonly Command[] = place === 'page' ? ['quit'] : [];
  const none: readonly Command[] = hasProblems(state) ? [] : ['problems'];
  const useless = [...closing, ...none, ...(idle === 'none' ? [] : idle(state))];
  return keysNow(state).filter(
    ({ views, footer: word, command }) =>
      views.includes(id) && word !== undefined && !useless.includes(command),
  );
}

function hasProblems({ scan, now }: AppState): boolean {
  return scan !== null && problemsOf(scan, now).length > 0;
}

function mostSpare(kept: readonly KeyBinding[]): KeyBinding | undefined {
  return kept.toSorted((one, other) => other.spare - one.spare)[0];
}

function keysWidth(kept: readonly KeyBinding[]): number {
  return kept.reduce((sum, binding) => sum + textWidth(`${binding.shown} ${binding.footer ?? ''}`) + 2, -2);
}

function piecesWidth(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, [text]) => sum + textWidth(text), 0);
}
