/** Lines typed earlier, the oldest first, each once. */

/** How many are kept. */
const MOST = 100;

/** The history with this line as its newest; a blank one changes nothing. */
export function remembered(history: readonly string[], line: string): readonly string[] {
  const text = line.trim();
  if (text === '' || history.at(-1) === text) return history;
  return [...history.filter((earlier) => earlier !== text), text].slice(-MOST);
}
