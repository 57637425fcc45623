/** The one verdict under which a row may be in a delete plan: a newer good backup of its source stays, or it holds nothing. */
const MAY_GO = 'candidate';

/** True for a row of this verdict that may be in a delete plan; no other row ever is. */
export function mayGo(verdict: string | null): boolean {
  return verdict === MAY_GO;
}

/** The same of rows that a query looks at, as SQL. */
export const MAY_GO_SQL = `deletability = '${MAY_GO}'`;
