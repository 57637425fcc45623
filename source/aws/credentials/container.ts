import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { HttpRequest } from '@smithy/core/transport';
import * as v from 'valibot';
import { checkedHandler, type RequestHandler } from '../checked-handler.ts';
import { createRequestHandler } from '../http.ts';
import type { Credentials } from '../operation.ts';
import { PLAIN_SETTINGS } from '../settings.ts';
import { CredentialsFailed } from './credentials-failed.ts';
import { type CredentialTools, callFailed } from './tools.ts';

/** Where Amazon ECS answers. */
const ECS = 'http://169.254.170.2';

/** Plain http is taken from these alone: the machine itself, and what ECS and EKS run beside a container. */
const NEAR = new BlockList();
NEAR.addSubnet('127.0.0.0', 8);
NEAR.addAddress('::1', 'ipv6');
NEAR.addAddress('169.254.170.2');
NEAR.addAddress('169.254.170.23');
NEAR.addAddress('fd00:ec2::23', 'ipv6');

const ANSWER = v.object({
  AccessKeyId: v.string(),
  SecretAccessKey: v.string(),
  Token: v.optional(v.string()),
  Expiration: v.optional(v.string()),
});

const ORIGIN = { way: 'container' } as const;

/** The credentials that the container's platform has for it. Throws CredentialsFailed. */
export async function credentialsOfContainer(
  tools: CredentialTools,
  environment: NodeJS.ProcessEnv,
): Promise<Credentials> {
  const url = containerUrl(environment);
  const authorization = authorizationOf(environment);
  const request = new HttpRequest({
    method: 'GET',
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { host: url.host, ...(authorization === null ? {} : { authorization }) },
  });
  try {
    const handler = checkedHandler(wayTo(url, tools), { userAgent: tools.userAgent });
    const { response } = await handler.handle(request, { abortSignal: tools.signal });
    const text = Buffer.from(response.body).toString('utf8');
    if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}: ${text.slice(0, 200)}`);
    const given = v.parse(ANSWER, JSON.parse(text));
    const expiration = new Date(given.Expiration ?? '');
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      ...(given.Token === undefined ? {} : { sessionToken: given.Token }),
      ...(Number.isNaN(expiration.getTime()) ? {} : { expiration }),
    };
  } catch (error) {
    throw callFailed(ORIGIN, { service: 'container', name: `${url.origin}${url.pathname}` }, error);
  }
}

/** What answers over plain http is beside this process, where no proxy has a way: neither does the AWS CLI use one. */
function wayTo(url: URL, { http, settings }: CredentialTools): RequestHandler {
  return url.protocol === 'https:'
    ? http
    : createRequestHandler({ ...settings, proxy: PLAIN_SETTINGS.proxy });
}

function containerUrl(environment: NodeJS.ProcessEnv): URL {
  const relative = environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
  if (relative) return new URL(relative, ECS);
  const full = environment.AWS_CONTAINER_CREDENTIALS_FULL_URI ?? '';
  const url = URL.canParse(full) ? new URL(full) : null;
  const host = url?.hostname.replace(/^\[|\]$/g, '') ?? '';
  const isNear =
    host === 'localhost' || (isIP(host) !== 0 && NEAR.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4'));
  if (url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isNear))) return url;
  throw broken(
    full === ''
      ? 'AWS_CONTAINER_CREDENTIALS_FULL_URI is not set, though the credentials are said to be those of the container.'
      : `AWS_CONTAINER_CREDENTIALS_FULL_URI is ${full}: it takes https, or http to this machine or its container platform.`,
  );
}

function authorizationOf(environment: NodeJS.ProcessEnv): string | null {
  const file = environment.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE;
  if (!file) return environment.AWS_CONTAINER_AUTHORIZATION_TOKEN?.trim() || null;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw broken(`AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names ${file}, which cannot be read: ${reason}.`);
  }
}

function broken(message: string): CredentialsFailed {
  return new CredentialsFailed('settings', message, { origin: ORIGIN });
}
