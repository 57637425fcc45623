import type { OpenSignIn } from '../aws/accounts/sso-accounts.ts';
import { demoSsoToken } from '../demo/environment.ts';

/** The sign-in to IAM Identity Center of the simulated company. */
export function demoSignIn(): OpenSignIn {
  const startUrl = 'https://larkspur.awsapps.com/start';
  const signIn = { profile: null, session: 'larkspur', startUrl, region: 'us-east-1' };
  return { signIn, accessToken: demoSsoToken };
}
