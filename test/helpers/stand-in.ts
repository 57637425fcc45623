/** Hosts that stand in for AWS, a container's platform and a proxy, for runs of the real program. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startDemoServer } from '../../source/demo/server.ts';

/** The certificate of AWS's hosts as the stand-in shows it: nobody trusts it but who names this file. */
export const AWS_CERTIFICATE = fileURLToPath(new URL('../fixtures/aws-hosts.cert.pem', import.meta.url));
const KEY = fileURLToPath(new URL('../fixtures/aws-hosts.key.pem', import.meta.url));

/** A request as it came. */
export interface Seen {
  /** `AssumeRole`, `GetRoleCredentials`, `GET /credentials`. */
  readonly what: string;
  readonly host: string;
  /** Who signed it. */
  readonly accessKeyId: string | null;
  /** What it says, of a question to STS. */
  readonly parameters: Readonly<Record<string, string>>;
  /** How it came: to the stand-in itself, or through its proxy by a tunnel or with the whole URL. */
  readonly way: 'directly' | 'by tunnel' | 'in absolute form';
}

/** An answer in place of the usual one. */
export type StandInAnswer = readonly [status: number, body: string];

/** The stand-in: AWS over http and https, and a proxy before it. */
export interface StandIn {
  /** AWS without TLS. */
  readonly url: string;
  /** AWS with the certificate of `AWS_CERTIFICATE`, by the name `localhost`. */
  readonly tlsUrl: string;
  readonly proxyUrl: string;
  readonly seen: Seen[];
  /** What was asked for, in order, each once. */
  readonly asked: () => readonly string[];
  /** Answers to questions by name, or by name and region: `GetCallerIdentity me-south-1`. */
  readonly answers: Map<string, StandInAnswer>;
  readonly close: () => Promise<void>;
}

/** Starts one; what is not about credentials a small simulated AWS answers. */
export async function startStandIn(): Promise<StandIn> {
  const demo = await startDemoServer({ size: 'small', latency: 0 });
  const seen: Seen[] = [];
  const answers = new Map<string, StandInAnswer>();
  const answer = (way: Seen['way']) => async (incoming: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const what = questionOf(incoming, body.toString('utf8'));
    const accessKeyId = /Credential=([^/]+)\//.exec(incoming.headers.authorization ?? '')?.[1] ?? null;
    const parameters = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
    seen.push({ what, host: incoming.headers.host ?? '', accessKeyId, parameters, way });
    const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(incoming.headers.authorization ?? '')?.[1];
    const given = answers.get(`${what} ${region}`) ?? answers.get(what) ?? usualAnswer(what);
    if (given === undefined) forward(incoming, body, demo.url, response);
    else response.writeHead(given[0], { 'content-type': typeOf(given[1]) }).end(given[1]);
  };
  const plain = await listening(createServer(answer('directly')));
  const certificate = { cert: readFileSync(AWS_CERTIFICATE), key: readFileSync(KEY) };
  const tls = await listening(createTlsServer(certificate, answer('directly')));
  const behind = await listening(createTlsServer(certificate, answer('by tunnel')));
  const proxyServer = createServer(answer('in absolute form')).on('connect', (_request, socket: Socket) => {
    const target = connect(behind.port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
  });
  const proxy = await listening(proxyServer);
  return {
    url: `http://127.0.0.1:${plain.port}`,
    tlsUrl: `https://localhost:${tls.port}`,
    proxyUrl: `http://127.0.0.1:${proxy.port}`,
    seen,
    asked: () => [...new Set(seen.map(({ what }) => what))],
    answers,
    close: async () => {
      await Promise.all([plain, tls, behind, proxy].map(({ close }) => close()));
      await demo.close();
    },
  };
}

/** The answer of STS to a question that it refuses. */
export function refusedBySts(code: string, message: string): StandInAnswer {
  return [
    403,
    `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  ];
}

/** Sets a server up on a free port of this machine. */
export async function listening(
  server: Server,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function questionOf({ method, url = '', headers }: IncomingMessage, body: string): string {
  const action = /(?:^|&)Action=(\w+)/.exec(body)?.[1];
  const target = headers['x-amz-target'];
  if (action !== undefined) return action;
  if (typeof target === 'string') return target.split('.')[1] ?? target;
  const { pathname } = new URL(url, 'http://here');
  if (pathname === '/federation/credentials') return 'GetRoleCredentials';
  if (pathname === '/token') return 'CreateToken';
  return `${method} ${pathname}`;
}

const EXPIRES = '2099-01-01T00:00:00Z';
const keys = (name: string) =>
  `<Credentials><AccessKeyId>${name}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>${EXPIRES}</Expiration></Credentials>`;

/** The keys that the stand-in hands out say by their name whose they are. */
function usualAnswer(what: string): StandInAnswer | undefined {
  switch (what) {
    case 'AssumeRole':
      return [200, stsAnswer(what, keys('ASIAROLE'))];
    case 'AssumeRoleWithWebIdentity':
      return [200, stsAnswer(what, keys('ASIAWEB'))];
    case 'GetRoleCredentials': {
      const roleCredentials = { accessKeyId: 'ASIASSO', secretAccessKey: 's', sessionToken: 't' };
      return [
        200,
        JSON.stringify({ roleCredentials: { ...roleCredentials, expiration: Date.parse(EXPIRES) } }),
      ];
    }
    case 'CreateToken':
      return [200, JSON.stringify({ accessToken: 'renewed', expiresIn: 28_800, refreshToken: 'next' })];
    case 'GET /credentials':
      return [
        200,
        JSON.stringify({ AccessKeyId: 'ASIABOX', SecretAccessKey: 's', Token: 't', Expiration: EXPIRES }),
      ];
    default:
      return undefined;
  }
}

function stsAnswer(what: string, inside: string): string {
  return `<${what}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${what}Result>${inside}</${what}Result></${what}Response>`;
}

function typeOf(body: string): string {
  return body.startsWith('<') ? 'text/xml' : 'application/json';
}

function forward(incoming: IncomingMessage, body: Buffer, to: string, response: ServerResponse): void {
  const { pathname, search } = new URL(incoming.url ?? '/', 'http://here');
  const { method, headers } = incoming;
  request(`${to}${pathname}${search}`, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  }).end(body);
}
