/** Which of a person's roles in an account is taken: one that only reads, unless they name another. */

/** AWS's own names of permission sets that only read, the ones that read most first. */
const READ_ONLY: readonly string[] = [
  'ReadOnlyAccess',
  'AWSReadOnlyAccess',
  'ViewOnlyAccess',
  'AWSViewOnlyAccess',
  'SecurityAudit',
  'AWSSecurityAudit',
];

/** The role, or why there is none. */
export type SsoRoleChoice = { readonly role: string } | { readonly role: null; readonly why: string };

/** Chooses among the roles that somebody has in an account: the first that is wanted, else one that only reads. */
export function chooseSsoRole(roles: readonly string[], wanted: readonly string[]): SsoRoleChoice {
  const first = (names: readonly string[]): string | undefined =>
    names.flatMap((name) => roles.filter((role) => role.toLowerCase() === name.toLowerCase()))[0];
  const found = first(wanted.length === 0 ? READ_ONLY : wanted);
  if (found !== undefined) return { role: found };
  const have = roles.length === 0 ? 'there is no role there for you' : `there you have ${roles.join(', ')}`;
  return wanted.length === 0
    ? { role: null, why: `no role that only reads (${have}): name one with --sso-role` }
    : { role: null, why: `none of ${wanted.join(', ')} (${have})` };
}
