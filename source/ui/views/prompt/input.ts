import { columnsOfTab } from '../../../kinds/registry.ts';
import { type ParsedFilter, parseFilter } from '../../../store/filter/parse-filter.ts';
import { characters, type Line } from '../../kit/line.ts';
import type { Hints, InputState } from '../../state/input-state.ts';

/** The input with another line; what was said and suggested of the line before is gone. */
export function withLine(input: InputState, line: Line): InputState {
  const same = input.line.text === line.text && input.line.at === line.at;
  return same ? input : { ...input, line, insisted: false, hints: null, tabbed: false };
}

/** A filter of this tab as the language reads it. */
export function parsedFilter(tab: string, text: string): ParsedFilter {
  return parseFilter(text, columnsOfTab(tab));
}

/** Where the cursor is in the line's text, in UTF-16 units. */
export function cursorUnits({ text, at }: Line): number {
  return characters(text).slice(0, at).join('').length;
}

/** True where the hints are for the line as it is. */
export function areCurrent(hints: Hints | null, line: Line): hints is Hints {
  return hints !== null && hints.line.text === line.text && hints.line.at === line.at;
}

/** The input with the next suggestion in its line, or the one before; waits for it where it is not known yet. */
export function withSuggestion(input: InputState, step: 1 | -1): InputState {
  const { hints } = input;
  if (hints === null) return { ...input, tabbed: true };
  const count = hints.suggestions.length;
  if (count === 0) return input;
  const from = hints.taken ?? (step === 1 ? -1 : count);
  return withTaken(input, hints, (from + step + count) % count);
}

/** The input with this one of its suggestions in its line. */
export function withTaken(input: InputState, hints: Hints, taken: number): InputState {
  const { text } = input.line;
  const insert = hints.suggestions[taken]?.insert ?? '';
  const before = text.slice(0, hints.start) + insert;
  const line = { text: before + text.slice(hints.end), at: characters(before).length };
  // With nothing else to choose from, what may follow is of more use.
  if (hints.suggestions.length === 1) return { ...withLine(input, line), tabbed: false };
  const end = hints.start + insert.length;
  return { ...input, line, insisted: false, hints: { ...hints, line, end, taken }, tabbed: false };
}

/** The input after its hints were looked up; those for another line than the present one are of no use. */
export function withHints(input: InputState, hints: Hints): InputState {
  if (!areCurrent(hints, input.line) || input.hints !== null) return input;
  const known = { ...input, hints };
  return input.tabbed ? { ...withSuggestion(known, 1), tabbed: false } : known;
}
