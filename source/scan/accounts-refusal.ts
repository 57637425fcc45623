import { AccountsNotListed } from '../aws/accounts/organization.ts';
import { CallFailed } from '../aws/caller.ts';
import { RepeatedPageError } from '../aws/errors.ts';
import type { Refusal } from '../model/cell.ts';
import { type RefusedCaller, signInErrorOf } from './sign-in-error.ts';

/** What to tell a person whose accounts were not found, or whose scan did not start, and the exit code with it. */
export function accountsRefusal(error: unknown, caller: RefusedCaller): Refusal {
  if (error instanceof AccountsNotListed) return { lines: error.lines, exitCode: 4 };
  const failed = listingFailed(error);
  return failed === null ? signInErrorOf(error, caller) : { lines: [failed], exitCode: 4 };
}

/** Whether the way to AWS is good and the one listing failed: in what words. */
function listingFailed(error: unknown): string | null {
  if (error instanceof RepeatedPageError) return `The accounts cannot be listed: ${error.message}.`;
  if (!(error instanceof CallFailed) || !['organizations', 'sso'].includes(error.service)) return null;
  const { class: fault, code, message } = error.fault;
  const isOfListing = ['not-accepted', 'server', 'throttled', 'garbage', 'invalid', 'denied'].includes(fault);
  return isOfListing
    ? `The accounts cannot be listed: ${error.service}:${error.operation}: ${code}: ${message}`
    : null;
}
