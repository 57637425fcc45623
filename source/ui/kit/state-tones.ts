/** The tones of states, by what their words mean to the kinds that have them. */
import type { Statuses } from '../../kinds/define/statuses.ts';
import { RESOURCE_KINDS } from '../../kinds/registry.ts';
import type { Tone } from './theme.ts';

type StateTone = 'good' | 'bad' | 'busy';

const WORDS = new Map<string, StateTone>([
  // Of what is beside a status: a schedule, a mark.
  ['enabled', 'good'],
  ['gone', 'bad'],
  ['deleting', 'busy'],
  // How a source is protected.
  ['protected', 'good'],
  ['unprotected', 'bad'],
  ['late', 'bad'],
  ...words('underWay', 'busy'),
  ...words('good', 'good'),
  ...words('failed', 'bad'),
]);

function words(
  meaning: Exclude<keyof Statuses, 'column'>,
  tone: StateTone,
): readonly (readonly [string, StateTone])[] {
  const statuses = RESOURCE_KINDS.flatMap((kind) => (kind.statuses === 'none' ? [] : kind.statuses[meaning]));
  return statuses.map((status) => [status.toLowerCase(), tone]);
}

/** The tone of a state; null where its word means neither good nor bad nor that it goes on. */
export function stateTone(state: string): StateTone | null {
  return WORDS.get(state.toLowerCase()) ?? null;
}

/** The tone of a part of a bar by the state that it stands for; its sign says the same. Neighbours differ. */
export function stateBarTone(state: string, index: number): Tone {
  return stateTone(state) ?? (index % 2 === 0 ? 'accent' : 'plain');
}
