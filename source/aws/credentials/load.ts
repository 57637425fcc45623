import { oneLine } from '../../base/one-line.ts';
import type { Credentials } from '../operation.ts';
import { SILENT_LOGGER } from '../silent-logger.ts';
import { credentialsOfContainer } from './container.ts';
import { CredentialsFailed } from './credentials-failed.ts';
import { type CredentialPlan, originOf } from './plan.ts';
import { credentialsOfProcess } from './process.ts';
import { assumeRole, assumeRoleWithWebIdentity } from './roles.ts';
import { credentialsOfSso } from './sso.ts';
import { type CredentialTools, clientConfig } from './tools.ts';

/** Has the credentials of a plan, asking whoever is to be asked. Throws CredentialsFailed where there are none. */
export async function loadCredentials(plan: CredentialPlan, tools: CredentialTools): Promise<Credentials> {
  switch (plan.way) {
    case 'environment':
    case 'keys':
      return plan.keys;
    case 'role':
      return await assumeRole(plan, await loadCredentials(plan.source, tools), tools);
    case 'sso':
      return await credentialsOfSso(plan, tools);
    case 'web-identity':
      return await assumeRoleWithWebIdentity(plan, tools);
    case 'login':
      return await credentialsOfLogin(plan, tools);
    case 'process': {
      const { notice, signal, settings } = tools;
      return await credentialsOfProcess({ ...plan, notice, signal, limitMs: settings.retry.budgetMs });
    }
    case 'container':
      return await credentialsOfContainer(tools, process.env);
    case 'instance':
      return await credentialsOfInstance(tools);
  }
}

/** The SDK reads profiles by a narrower rule than the AWS CLI: it is shown one that it can read. */
const LOGIN_FILE = 'snapdeck-login-session';

async function credentialsOfLogin(
  plan: CredentialPlan & { way: 'login' },
  tools: CredentialTools,
): Promise<Credentials> {
  const [{ fromLoginCredentials }, { externalDataInterceptor }] = await Promise.all([
    import('@aws-sdk/credential-provider-login'),
    import('@smithy/core/config'),
  ]);
  externalDataInterceptor.interceptFile(LOGIN_FILE, `[default]\nlogin_session = ${plan.session}\n`);
  const region = plan.region ?? tools.settings.region ?? 'us-east-1';
  try {
    return await fromLoginCredentials({
      profile: 'default',
      filepath: LOGIN_FILE,
      configFilepath: LOGIN_FILE,
      clientConfig: clientConfig(tools, 'signin', region),
    })();
  } catch (error) {
    const reason = oneLine(error instanceof Error ? error.message : String(error));
    const message = `The aws login of the profile "${plan.profile}" is missing or has expired: ${reason}`;
    throw new CredentialsFailed('sign-in', message, { origin: originOf(plan), cause: error });
  }
}

async function credentialsOfInstance({ settings }: CredentialTools): Promise<Credentials> {
  if (/^(?!false$)./i.test(process.env.AWS_EC2_METADATA_DISABLED ?? ''))
    throw nothingFound('the instance metadata service is switched off (AWS_EC2_METADATA_DISABLED)');
  const { fromInstanceMetadata } = await import('@smithy/credential-provider-imds');
  const { timeoutMs: timeout, tries } = settings.metadata;
  try {
    return await fromInstanceMetadata({ timeout, maxRetries: tries - 1, logger: SILENT_LOGGER })();
  } catch (error) {
    throw nothingFound(oneLine(error instanceof Error ? error.message : String(error)), error);
  }
}

function nothingFound(reason: string, cause?: unknown): CredentialsFailed {
  return new CredentialsFailed('none', reason, { cause });
}
