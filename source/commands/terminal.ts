/** Terminals that only print lines, by their `TERM`. */
const LINES_ONLY = ['dumb', 'unknown'];

/** Whether the app can be shown here; where there is a terminal that cannot show it, why. */
export function terminalForApp(): { readonly shows: boolean; readonly why: string | null } {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return { shows: false, why: null };
  const why = whyLinesOnly(process.env, process.platform);
  return { shows: why === null, why };
}

/** Why nothing can be placed on a terminal; null where it can. Windows' consoles set no `TERM`, and can. */
export function whyLinesOnly(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | null {
  if (platform === 'win32') return null;
  const { TERM = '' } = env;
  if (TERM === '') return 'TERM is not set';
  return LINES_ONLY.includes(TERM) ? `TERM is ${TERM}` : null;
}
