import spinners from 'cli-spinners';

const { line } = spinners;
const PICTURES = [...line.frames];

/** Milliseconds that a picture stays: as long as it takes until the data is drawn anew. */
const TURN_MS = 100;

/**
 * The type of the spinner as it stands at an instant (milliseconds since 1970). ink-spinner turns by a timer of its
 * own, whose frames would come on top of those that the data and the clock make. Left with one picture, it turns when
 * the header is drawn, and only then.
 */
export function spinnerAt(now: number): 'line' {
  const picture = PICTURES[Math.floor(now / TURN_MS) % PICTURES.length];
  if (picture !== undefined) line.frames.splice(0, line.frames.length, picture);
  return 'line';
}
