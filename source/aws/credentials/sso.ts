import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { homeFolder } from '../../base/home-folder.ts';
import type { Credentials } from '../operation.ts';
import { trimmedClient } from '../trimmed-client.ts';
import { CredentialsFailed } from './credentials-failed.ts';
import type { CredentialOrigin } from './origin.ts';
import { originOf, type SsoPlan, type SsoSignIn } from './plan.ts';
import { type CredentialTools, callFailed, clientConfig } from './tools.ts';

/** What `aws sso login` leaves in its cache. */
const TOKEN = v.looseObject({
  accessToken: v.string(),
  expiresAt: v.string(),
  /** That of the sign-in. */
  region: v.optional(v.string()),
  refreshToken: v.optional(v.string()),
  clientId: v.optional(v.string()),
  clientSecret: v.optional(v.string()),
});
type Token = v.InferOutput<typeof TOKEN>;

/** A token is renewed so long before it expires, in milliseconds. */
const RENEW_BEFORE_MS = 5 * 60_000;

/** The credentials of a role of IAM Identity Center, by the token of the last sign-in. Throws CredentialsFailed. */
export async function credentialsOfSso(plan: SsoPlan, tools: CredentialTools): Promise<Credentials> {
  const token = await signInToken(plan, tools);
  const { GetRoleCredentialsCommand, SSOClient } = await import('@aws-sdk/client-sso');
  const client = trimmedClient(new SSOClient({ ...clientConfig(tools, 'sso', plan.region), ...NOBODY }));
  const call = { service: 'sso', name: 'GetRoleCredentials' };
  try {
    const { roleCredentials: given } = await client.send(
      new GetRoleCredentialsCommand({
        accountId: plan.accountId,
        roleName: plan.roleName,
        accessToken: token.accessToken,
      }),
      { abortSignal: tools.signal },
    );
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = given ?? {};
    if (!accessKeyId || !secretAccessKey || !sessionToken) throw new Error('the answer holds no credentials');
    const expires = expiration === undefined ? {} : { expiration: new Date(expiration) };
    return { accessKeyId, secretAccessKey, sessionToken, ...expires };
  } catch (error) {
    if (error instanceof Error && error.name === 'UnauthorizedException')
      throw signedOut(plan, 'its token is not accepted any more', error);
    throw callFailed(originOf(plan), call, error);
  }
}

/** Nothing is signed: the token says who asks. */
const NOBODY = { credentials: { accessKeyId: '', secretAccessKey: '' } };

/** The token of the last sign-in, renewed where that needs no person. Throws CredentialsFailed. */
export async function signInToken(plan: SsoSignIn, tools: CredentialTools): Promise<Token> {
  const file = tokenFile(plan);
  const token = readToken(plan, file);
  const left = Date.parse(token.expiresAt) - Date.now();
  if (left > RENEW_BEFORE_MS) return token;
  const renewed = await renewedToken(plan, token, file, tools).catch((error: unknown) => {
    if (left > 0) return token;
    throw error;
  });
  if (renewed !== null) return renewed;
  if (left > 0) return token;
  throw signedOut(plan, `it expired at ${token.expiresAt}`);
}

/** Null where the token cannot be renewed without a person. */
async function renewedToken(
  plan: SsoSignIn,
  token: Token,
  file: string,
  tools: CredentialTools,
): Promise<Token | null> {
  const { clientId, clientSecret, refreshToken } = token;
  if (plan.session === null || !clientId || !clientSecret || !refreshToken) return null;
  const { CreateTokenCommand, SSOOIDCClient } = await import('@aws-sdk/client-sso-oidc');
  const client = trimmedClient(
    new SSOOIDCClient({ ...clientConfig(tools, 'sso-oidc', plan.region), ...NOBODY }),
  );
  try {
    const answer = await client.send(
      new CreateTokenCommand({ clientId, clientSecret, refreshToken, grantType: 'refresh_token' }),
      { abortSignal: tools.signal },
    );
    if (!answer.accessToken) return null;
    const renewed: Token = {
      ...token,
      accessToken: answer.accessToken,
      expiresAt: new Date(Date.now() + (answer.expiresIn ?? 0) * 1000).toISOString(),
      ...(answer.refreshToken ? { refreshToken: answer.refreshToken } : {}),
    };
    save(file, renewed);
    return renewed;
  } catch (error) {
    if (
      error instanceof Error &&
      /^(InvalidGrant|ExpiredToken|UnauthorizedClient|InvalidClient)/.test(error.name)
    )
      throw signedOut(plan, 'it expired, and cannot be renewed any more', error);
    throw callFailed(signInOrigin(plan), { service: 'sso-oidc', name: 'CreateToken' }, error);
  }
}

/** The AWS CLI and others use the same file; what cannot be kept is asked for again. */
function save(file: string, token: Token): void {
  try {
    writeFileSync(file, JSON.stringify(token, null, 2), { mode: 0o600 });
  } catch {
    // A home folder that is read-only, as in a container.
  }
}

function tokenFile({ session, startUrl }: SsoSignIn): string {
  const name = createHash('sha1')
    .update(session ?? startUrl)
    .digest('hex');
  return path.join(homeFolder() ?? '', '.aws', 'sso', 'cache', `${name}.json`);
}

function readToken(plan: SsoSignIn, file: string): Token {
  try {
    return v.parse(TOKEN, JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw signedOut(plan, 'there is none yet, or it has been ended', error);
  }
}

function signedOut(plan: SsoSignIn, reason: string, cause?: unknown): CredentialsFailed {
  const what = plan.session === null ? plan.startUrl : `sso_session "${plan.session}"`;
  const whose = plan.profile === null ? what : `the profile "${plan.profile}" (${what})`;
  const origin = signInOrigin(plan);
  return new CredentialsFailed(
    'sign-in',
    `The SSO sign-in of ${whose} is missing or has expired: ${reason}.`,
    origin === null ? { cause } : { origin, cause },
  );
}

function signInOrigin({ profile }: SsoSignIn): CredentialOrigin | null {
  return profile === null ? null : { way: 'sso', profile };
}
