/**
 * A simulated AWS on loopback: one account's estate behind the real wire protocols of the operations that snapdeck
 * calls. Service and region come from the signature's credential scope; signatures themselves are not verified.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type CallCounters, createCounters } from './counters.ts';
import { callError } from './errors.ts';
import { createEstate, type Estate, type EstateSize } from './estate/index.ts';
import { type Call, CallError, type ServiceError, type WireAnswer } from './protocols/call.ts';
import {
  credentialScope,
  guessService,
  readCall,
  type WireRequest,
  writeAnswer,
  writeError,
} from './protocols/index.ts';
import { services } from './services/index.ts';
import { createThrottle, type ThrottleSettings } from './throttle.ts';

export interface DemoServerOptions {
  readonly size: EstateSize;
  /** Another seed is another estate. */
  readonly seed?: number;
  /** The instant that the estate is built around, and that the server's clock starts at: now, if not given. */
  readonly now?: Date;
  /** Milliseconds that each call takes; by region if need be, with `*` for the others. */
  readonly latency?: number | Readonly<Record<string, number>>;
  readonly throttle?: ThrottleSettings;
  readonly port?: number;
  readonly host?: string;
  /** The server's clock, in milliseconds; tests put one of their own here. */
  readonly clock?: () => number;
}

export interface DemoServer {
  readonly url: string;
  readonly estate: Estate;
  readonly counters: () => CallCounters;
  readonly resetCounters: () => void;
  readonly close: () => Promise<void>;
}

export async function startDemoServer(options: DemoServerOptions): Promise<DemoServer> {
  const startedAt = Date.now();
  const now = options.now ?? new Date(startedAt);
  const clock = options.clock ?? (() => now.getTime() + Date.now() - startedAt);
  const estate = createEstate({
    size: options.size,
    seed: options.seed ?? 1,
    now,
    clock: () => new Date(clock()),
  });
  const counters = createCounters();
  const throttle = createThrottle(options.throttle ?? {}, clock);

  const latencyOf = (region: string): number => {
    const { latency = 80 } = options;
    return typeof latency === 'number' ? latency : (latency[region] ?? latency['*'] ?? 80);
  };

  const answerCall = (call: Call): WireAnswer => {
    const region = estate.region(call.region);
    if (region === undefined) throw callError('not-opted-in', call);
    const operation = services[call.service][call.operation];
    if (operation === undefined) throw callError('unknown-operation', call);
    if (!throttle.admit(call)) throw callError('throttled', call);
    return writeAnswer(call, operation(call, { estate, region }));
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const arrived = performance.now();
    const body = await readBody(request);
    const wire: WireRequest = {
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      headers: request.headers,
      body,
    };
    const scope = credentialScope(request.headers.authorization);
    if (scope === undefined) {
      const service = guessService(wire);
      const { error } = callError('missing-credentials', { service, region: '', operation: '' });
      return send(response, writeError(service, error));
    }
    const call = readCall(scope, wire);
    const end = counters.begin(`${call.service}:${call.operation}:${call.region}`);
    const { answer, error } = attempt(() => answerCall(call), call);
    await pause(latencyOf(call.region) - (performance.now() - arrived));
    const throttled = error !== undefined && /^RequestLimit|^Throttling|^TooMany/.test(error.code);
    end({
      outcome: error === undefined ? 'served' : throttled ? 'throttled' : 'failed',
      bytes: Buffer.byteLength(answer.body),
    });
    send(response, answer);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  // Longer than any client keeps an idle connection, so that none is closed just as it is used again.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', () => resolve());
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://${options.host ?? '127.0.0.1'}:${port}`,
    estate,
    counters: counters.read,
    resetCounters: counters.reset,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Attempt {
  readonly answer: WireAnswer;
  readonly error?: ServiceError;
}

function attempt(answer: () => WireAnswer, { service }: Call): Attempt {
  try {
    return { answer: answer() };
  } catch (thrown) {
    if (!(thrown instanceof CallError)) throw thrown;
    return { answer: writeError(service, thrown.error), error: thrown.error };
  }
}

function send(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function pause(milliseconds: number): Promise<void> | undefined {
  return milliseconds > 0 ? new Promise((resolve) => setTimeout(resolve, milliseconds)) : undefined;
}
