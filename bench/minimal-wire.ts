import { Agent, request } from 'node:http';

/** Calls in flight at once: snapdeck's default. */
const IN_FLIGHT = 64;

/** What a call answered, and how many calls had to be over before it could be sent, itself included. */
export interface Answered {
  readonly text: string;
  readonly depth: number;
}

/** What a call waited for; the first ones wait for nothing. */
export type After = Pick<Answered, 'depth'>;

/** AWS on the wire, with as little as it takes: nothing is signed, parsed or tried again. */
export interface Wire {
  /** EC2 and the other query services. */
  readonly query: (
    service: string,
    version: string,
    region: string,
    action: Action,
    after: After,
  ) => Promise<Answered>;
  readonly datasync: (region: string, operation: string, input: object, after: After) => Promise<Answered>;
  readonly rest: (
    service: string,
    region: string,
    path: string,
    after: After,
    method?: string,
  ) => Promise<Answered>;
  /** The most calls of which each had to wait for the one before it. */
  readonly longestChain: () => number;
  readonly calls: () => number;
  readonly close: () => void;
}

/** `Action` and its parameters. */
export type Action = Readonly<Record<string, string>>;

export function openWire(url: string): Wire {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  const waiting: (() => void)[] = [];
  let free = IN_FLIGHT;
  let calls = 0;
  let longestChain = 0;

  const slot = async (): Promise<void> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  const send = async (
    { service, region, method, path, headers, body }: Sending,
    after: After,
  ): Promise<Answered> => {
    await slot();
    calls += 1;
    const depth = after.depth + 1;
    longestChain = Math.max(longestChain, depth);
    const authorization = `AWS4-HMAC-SHA256 Credential=AKIASNAPDECKDEMO0000/20260101/${region}/${service}/aws4_request`;
    try {
      const text = await new Promise<string>((resolve, reject) => {
        const sent = request({ agent, hostname, port, method, path, headers: { ...headers, authorization } });
        sent.once('error', reject);
        sent.once('response', (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () => {
            const whole = Buffer.concat(chunks).toString('utf8');
            if (response.statusCode === 200) resolve(whole);
            else
              reject(new Error(`${method} ${path} ${body}: ${response.statusCode} ${whole.slice(0, 200)}`));
          });
        });
        sent.end(body);
      });
      return { text, depth };
    } finally {
      leave();
    }
  };

  return {
    query: (service, version, region, action, after) => {
      const body = new URLSearchParams({ ...action, Version: version }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return send({ service, region, method: 'POST', path: '/', headers, body }, after);
    },
    datasync: (region, operation, input, after) => {
      const headers = {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `FmrsService.${operation}`,
      };
      const body = JSON.stringify(input);
      return send({ service: 'datasync', region, method: 'POST', path: '/', headers, body }, after);
    },
    rest: (service, region, path, after, method = 'GET') =>
      send({ service, region, method, path, headers: {}, body: '' }, after),
    longestChain: () => longestChain,
    calls: () => calls,
    close: () => agent.destroy(),
  };
}

interface Sending {
  readonly service: string;
  readonly region: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Every group 1 of a global expression. */
export function all(text: string, expression: RegExp): string[] {
  return Array.from(text.matchAll(expression), (match) => match[1] ?? '');
}

/** Group 1 of the first match; undefined without one, or where it is empty. */
export function first(text: string, expression: RegExp): string | undefined {
  return expression.exec(text)?.[1] || undefined;
}
