import type { DemoServerOptions } from '../demo/server.ts';
import type { Flags } from './flags.ts';

/** Accounts of a large company where no number is given. */
const LARGE = 1000;

/** The company of the simulated AWS, if there is to be one. */
export function demoCompany(
  flags: Flags,
): Pick<DemoServerOptions, 'organization' | 'accounts' | 'sessionSeconds'> {
  const { demoOrg, demoSize, demoAccounts, demoSession } = flags;
  if (!demoOrg) return {};
  const accounts = demoAccounts ?? (demoSize === 'large' ? LARGE : undefined);
  return {
    organization: true,
    ...(accounts === undefined ? {} : { accounts }),
    ...(demoSession === undefined ? {} : { sessionSeconds: demoSession }),
  };
}
