/** What a terminal writes on: asked for by OSC 11, which most answer. */

/** Dark or light. */
export type Ground = 'dark' | 'light';

/** What to write to be told; a terminal that does not know it draws nothing, or what the next line of it erases. */
export const GROUND_QUESTION = '\u001B]11;?\u001B\\';

const ANSWER = /^\]11;rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})(?:\/[\da-f]{1,4})?$/i;

/** How bright red, green and blue are to the eye (ITU-R BT.601). */
const WEIGHTS = [0.299, 0.587, 0.114];

/** What a report of the terminal (without its Escape) says of it; null: it is not about that, or makes no sense. */
export function groundOf(report: string): Ground | null {
  const parts = ANSWER.exec(report)?.slice(1, 4);
  if (parts === undefined) return null;
  const brightness = parts.reduce(
    (sum, hex, place) => sum + (Number.parseInt(hex, 16) / (16 ** hex.length - 1)) * (WEIGHTS[place] ?? 0),
    0,
  );
  return brightness > 0.5 ? 'light' : 'dark';
}

/** What the environment says, for a terminal that does not answer: `COLORFGBG=0;15` of rxvt, Konsole and others. */
export function groundOfEnvironment({ COLORFGBG = '' }: NodeJS.ProcessEnv): Ground {
  const behind = /;(\d+)$/.exec(COLORFGBG)?.[1];
  return behind === '7' || behind === '15' ? 'light' : 'dark';
}
