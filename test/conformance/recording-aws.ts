/**
 * A simulated AWS behind a host that writes down what STS and the portal of IAM Identity Center are asked. It renews
 * sign-ins itself, and it is a platform with roles of its own.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as v from 'valibot';
import { listening } from '../helpers/stand-in.ts';
import type { Life } from './children.ts';

/** A question to STS or the portal, in its own words. */
export type StsQuestion = Readonly<Record<string, string>>;

/** The host, and what it has seen. */
export interface RecordingAws {
  readonly url: string;
  /** The questions since the last time that they were taken. */
  readonly take: () => readonly StsQuestion[];
}

/** Keys that the platform gives out: those of a container and those of an instance. */
export const PLATFORM_KEYS = { container: 'ASIACONTAINER', instance: 'ASIAINSTANCE' };

const METADATA = '/latest/meta-data/iam/security-credentials/';

/** Starts the host before this AWS. A sign-in that is renewed gets the token `renewed`. */
export async function startRecordingAws(
  context: Life,
  target: string,
  renewed = 'renewed',
): Promise<RecordingAws> {
  const seen: StsQuestion[] = [];
  const sessions = new Map<string, string>();
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const question = portalQuestion(incoming, body) ?? questionOf(incoming, body.toString('utf8'), sessions);
    const given = platformAnswer(incoming) ?? renewal(question, renewed);
    if (given !== undefined) {
      if (question !== undefined) seen.push(question);
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(given);
    }
    const answered = await forwarded(incoming, body, target);
    const text = Buffer.from(answered.body).toString('utf8');
    if (question !== undefined) {
      seen.push({ ...question, ...answeredIdentity(text) });
      const key = /<AccessKeyId>(\w+)<|"accessKeyId":"(\w+)"/.exec(text);
      const role = question.RoleArn ?? question.role_name;
      if (key !== null && role !== undefined) sessions.set(key[1] ?? key[2] ?? '', role);
    }
    response.writeHead(answered.status, { 'content-type': answered.type }).end(Buffer.from(answered.body));
  };
  const { port, close } = await listening(createServer(answer));
  context.after(close);
  return { url: `http://127.0.0.1:${port}`, take: () => seen.splice(0) };
}

async function forwarded(incoming: IncomingMessage, body: Buffer, target: string) {
  const { method = 'GET', url = '/', headers } = incoming;
  const kept = Object.entries(headers).filter(([name]) => /^(authorization|content-type|x-amz)/.test(name));
  const answered = await fetch(`${target}${url}`, {
    method,
    headers: kept.map(([name, value]): [string, string] => [name, String(value)]),
    ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
  });
  return {
    status: answered.status,
    type: answered.headers.get('content-type') ?? 'text/xml',
    body: await answered.arrayBuffer(),
  };
}

/** What STS was asked: who signed it, where, and every parameter; a name of the session that the program made up is none. */
function questionOf(
  { headers }: IncomingMessage,
  body: string,
  sessions: ReadonlyMap<string, string>,
): StsQuestion | undefined {
  const parameters = Object.fromEntries(new URLSearchParams(body));
  if (!/^(AssumeRole|GetCallerIdentity|GetSessionToken)/.test(parameters.Action ?? '')) return undefined;
  const [, key = 'nobody', region = 'nowhere'] =
    /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  const { Version: _version, RoleSessionName: name, ...rest } = parameters;
  const isNamed = name !== undefined && !/^(botocore-session|snapdeck)-\d+$/.test(name);
  return {
    ...rest,
    ...(isNamed ? { RoleSessionName: name } : {}),
    signedBy: sessions.get(key) ?? key,
    region,
  };
}

/** What the portal was asked, with the token of a sign-in or for a new one. */
function portalQuestion(
  { method, url = '/', headers }: IncomingMessage,
  body: Buffer,
): StsQuestion | undefined {
  const { pathname, searchParams } = new URL(url, 'http://here');
  if (method === 'POST' && pathname === '/token') {
    const asked = v.parse(v.record(v.string(), v.string()), JSON.parse(body.toString('utf8')));
    return { Action: 'CreateToken', ...asked };
  }
  const token = headers['x-amz-sso_bearer_token'];
  if (typeof token !== 'string' || pathname !== '/federation/credentials') return undefined;
  return { Action: 'GetRoleCredentials', token, ...Object.fromEntries(searchParams) };
}

function renewal(question: StsQuestion | undefined, accessToken: string): string | undefined {
  if (question?.Action !== 'CreateToken') return undefined;
  return JSON.stringify({ accessToken, expiresIn: 28_800, refreshToken: 'next' });
}

/** Who the caller is, without the name of the session. */
function answeredIdentity(text: string): StsQuestion {
  const arn = /<GetCallerIdentityResult>[\s\S]*<Arn>([^<]+)</.exec(text)?.[1];
  return arn === undefined ? {} : { answered: arn.replace(/(assumed-role\/[^/]+)\/.*/, '$1') };
}

function platformAnswer({ method, url = '' }: IncomingMessage): string | undefined {
  const keys = (AccessKeyId: string) =>
    JSON.stringify({
      ...{ Code: 'Success', LastUpdated: '2026-01-01T00:00:00Z', Type: 'AWS-HMAC' },
      ...{ AccessKeyId, SecretAccessKey: 'secret', Token: 'token', Expiration: '2099-01-01T00:00:00Z' },
    });
  if (method === 'PUT' && url === '/latest/api/token') return 'token';
  if (url === METADATA) return 'platform';
  if (url === `${METADATA}platform`) return keys(PLATFORM_KEYS.instance);
  if (url === '/container') return keys(PLATFORM_KEYS.container);
  return undefined;
}
