/** Verdicts under which a row may be in a delete plan: a newer good backup of its source stays, and nothing holds it. */
export const MAY_GO: readonly string[] = ['candidate', 'superseded'];

/** True for a row of this verdict that may be in a delete plan; no other row ever is. */
export function mayGo(verdict: string | null): boolean {
  return verdict !== null && MAY_GO.includes(verdict);
}
