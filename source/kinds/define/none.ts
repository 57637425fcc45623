/** What a kind answers where it has nothing of the sort: said, so that nothing is forgotten. */
export type None = 'none';

/** A list of which there may be none. */
export function listOf<Item>(answer: readonly Item[] | None): readonly Item[] {
  return answer === 'none' ? [] : answer;
}
