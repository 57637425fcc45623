import type { AppState } from '../../state/app-state.ts';

/** What is typed so far, what is wrong with it, and what could stand there. */
export function inputSentences({ input }: AppState): readonly string[] {
  if (input === null) return [];
  const name = input.kind === 'command' ? 'Command' : 'Filter';
  const text = input.line.text === '' ? 'empty' : input.line.text;
  const names = (input.hints?.suggestions ?? []).slice(0, 5).map(({ label }) => label);
  return [
    `${name}: ${text}`,
    input.fault === null ? '' : `Wrong: ${input.fault.message}`,
    names.length === 0 ? '' : `Tab suggests ${names.join(', ')}`,
  ];
}
