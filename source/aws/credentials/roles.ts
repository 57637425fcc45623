import { readFileSync } from 'node:fs';
import { withHome } from '../../base/home-folder.ts';
import type { Credentials } from '../operation.ts';
import { findPartition } from '../partitions.ts';
import { trimmedClient } from '../trimmed-client.ts';
import { CredentialsFailed } from './credentials-failed.ts';
import { originOf, type RolePlan, type WebIdentityPlan } from './plan.ts';
import { type CredentialTools, callFailed, clientConfig } from './tools.ts';

/** What STS answers with. */
interface StsCredentials {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
  readonly Expiration?: Date | undefined;
}

/** Assumes a role with credentials that are there. Throws CredentialsFailed. */
export async function assumeRole(
  plan: RolePlan,
  source: Credentials,
  tools: CredentialTools,
): Promise<Credentials> {
  const call = { service: 'sts', name: 'AssumeRole' };
  const code = plan.mfaSerial === null ? undefined : await mfaCode(plan, plan.mfaSerial, tools);
  const { AssumeRoleCommand, STSClient } = await import('@aws-sdk/client-sts');
  const region = plan.region ?? tools.settings.region ?? firstRegion(plan.roleArn);
  const client = trimmedClient(new STSClient({ ...clientConfig(tools, 'sts', region), credentials: source }));
  try {
    const answer = await client.send(
      new AssumeRoleCommand({
        RoleArn: plan.roleArn,
        RoleSessionName: plan.sessionName ?? `snapdeck-${Date.now()}`,
        ...(plan.externalId === null ? {} : { ExternalId: plan.externalId }),
        ...(plan.duration === null ? {} : { DurationSeconds: plan.duration }),
        ...(plan.mfaSerial === null ? {} : { SerialNumber: plan.mfaSerial, TokenCode: code }),
      }),
      { abortSignal: tools.signal },
    );
    return kept(answer.Credentials);
  } catch (error) {
    throw callFailed(originOf(plan), { ...call, name: `${call.name} of ${plan.roleArn}` }, error);
  }
}

/** Assumes a role with the token that a platform keeps in a file. Throws CredentialsFailed. */
export async function assumeRoleWithWebIdentity(
  plan: WebIdentityPlan,
  tools: CredentialTools,
): Promise<Credentials> {
  const token = readToken(plan);
  const { AssumeRoleWithWebIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  const region = tools.settings.region ?? firstRegion(plan.roleArn);
  const nobody = { accessKeyId: '', secretAccessKey: '' };
  const client = trimmedClient(new STSClient({ ...clientConfig(tools, 'sts', region), credentials: nobody }));
  try {
    const answer = await client.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: plan.roleArn,
        RoleSessionName: plan.sessionName ?? `snapdeck-${Date.now()}`,
        WebIdentityToken: token,
      }),
      { abortSignal: tools.signal },
    );
    return kept(answer.Credentials);
  } catch (error) {
    const name = `AssumeRoleWithWebIdentity of ${plan.roleArn}`;
    throw callFailed(originOf(plan), { service: 'sts', name }, error);
  }
}

/** One region of the role's partition. */
function firstRegion(roleArn: string): string {
  return findPartition(roleArn.split(':')[1] ?? '')?.firstRegion ?? 'us-east-1';
}

async function mfaCode(plan: RolePlan, serial: string, tools: CredentialTools): Promise<string> {
  try {
    return await tools.askMfaCode(serial);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The profile "${plan.profile}" asks for an MFA code: ${reason}.`;
    throw new CredentialsFailed('settings', message, { origin: originOf(plan), cause: error });
  }
}

function readToken(plan: WebIdentityPlan): string {
  const file = withHome(plan.tokenFile);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = isMissing
      ? 'there is no such file'
      : error instanceof Error
        ? error.message
        : String(error);
    const from =
      plan.profile === null
        ? 'AWS_WEB_IDENTITY_TOKEN_FILE'
        : `web_identity_token_file of the profile "${plan.profile}"`;
    const message = `${from} names ${file}, which cannot be read: ${reason}.`;
    throw new CredentialsFailed('refused', message, { origin: originOf(plan), cause: error });
  }
}

function kept(given: StsCredentials | undefined): Credentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = given ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw new Error('the answer holds no credentials');
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    ...(Expiration === undefined ? {} : { expiration: Expiration }),
  };
}
