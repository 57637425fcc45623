/** The simulated AWS behind a server that may change what it answers, for runs of the real program. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { TestContext } from 'node:test';
import { demoEnvironment } from '../../source/demo/environment.ts';
import type { Call } from '../../source/demo/protocols/call.ts';
import { credentialScope, readCall } from '../../source/demo/protocols/index.ts';
import { type DemoServerOptions, startDemoServer } from '../../source/demo/server.ts';

/** What is answered to a call. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Another answer to a call, given the simulated one; undefined: that one. */
export type Alter = (call: Call, answer: Answer) => Partial<Answer> | undefined;

/** Such an AWS. */
export interface AlteredAws {
  readonly url: string;
  /** The environment of a program that is to talk to it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Calls so far, as `service:Operation region`. */
  readonly calls: readonly string[];
}

/** Starts one, which ends with the test. */
export async function alteredAws(
  context: Pick<TestContext, 'after'>,
  alter: Alter,
  options: Partial<DemoServerOptions> = {},
): Promise<AlteredAws> {
  const demo = await startDemoServer({ size: 'small', latency: 0, faults: 'none', ...options });
  const calls: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    const { method = 'GET', url = '/', headers } = request;
    const passed = Object.entries(headers).flatMap(([name, value]) =>
      name === 'host' || name === 'connection' || name === 'content-length' || typeof value !== 'string'
        ? []
        : [[name, value] as const],
    );
    const given = await fetch(demo.url + url, {
      method,
      headers: Object.fromEntries(passed),
      ...(method === 'GET' ? {} : { body }),
    });
    const answer = { status: given.status, body: await given.text() };
    const scope = credentialScope(headers.authorization);
    const call = scope === undefined ? undefined : readCall(scope, { method, url, headers, body });
    if (call !== undefined) calls.push(`${call.service}:${call.operation} ${call.region}`);
    const altered = { ...answer, ...(call === undefined ? {} : alter(call, answer)) };
    response.writeHead(altered.status, {
      'content-type': given.headers.get('content-type') ?? 'text/plain',
      date: given.headers.get('date') ?? '',
    });
    response.end(altered.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(async () => {
    server.closeAllConnections();
    server.close();
    await demo.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const url = `http://127.0.0.1:${address.port}`;
  return { url, environment: demoEnvironment(url), calls };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
