/**
 * A simulated AWS on loopback: one account's estate behind the real wire protocols of the operations that snapdeck
 * calls. Service and region come from the signature's credential scope; signatures themselves are not verified.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answerCall } from './answer.ts';
import { answerControl } from './control.ts';
import { type CallCounters, createCounters } from './counters.ts';
import { instantOfDay, LAST_DAY } from './days.ts';
import { callError } from './errors.ts';
import { createEstate, type Estate, type EstateSize } from './estate/index.ts';
import { deliver } from './fault-wire.ts';
import { createFaults, type Fault, plannedCompanyFaults, plannedFaults } from './faults.ts';
import { type Company, createCompany } from './organization/company.ts';
import { type DemoOrganization, larkspur } from './organization/company-accounts.ts';
import { generatedOrganization } from './organization/generated-accounts.ts';
import { accountOf } from './organization/signed-by.ts';
import {
  credentialScope,
  guessService,
  portalScope,
  readCall,
  type WireRequest,
  writeError,
} from './protocols/index.ts';
import { createThrottle, type ThrottleSettings } from './throttle.ts';

export type { CallCounters } from './counters.ts';
export type { Estate } from './estate/index.ts';
export type { Fault } from './faults.ts';
export type { ThrottleSettings } from './throttle.ts';

export interface DemoServerOptions {
  readonly size: EstateSize;
  /** Another seed is another estate. */
  readonly seed?: number;
  /** The account has opted in to all 34 regions, not to 17 only. */
  readonly everyRegion?: boolean;
  /** The instant that the estate is built around, and that the server's clock starts at: now, if not given. */
  readonly now?: Date;
  /** The company so many days on from its first one: `now` and the clock are that day's. */
  readonly day?: number;
  /** Milliseconds that each call takes, 80 if not given; by region if need be, with `*` for the others. */
  readonly latency?: number | Readonly<Record<string, number>>;
  readonly throttle?: ThrottleSettings;
  readonly faults?: 'planned' | 'none' | readonly Fault[];
  /** The demo's key is that of the management account of a company of 24 accounts. */
  readonly organization?: boolean;
  /** The same, and the company has so many accounts; with `faults: 'planned'` some are in trouble. */
  readonly accounts?: number;
  /** The credentials of entered accounts end after so many seconds, however long was asked for. */
  readonly sessionSeconds?: number;
  readonly port?: number;
  readonly host?: string;
  /** The server's clock, in milliseconds; tests put one of their own here. */
  readonly clock?: () => number;
}

export interface DemoServer {
  readonly url: string;
  /** Of the account of the demo's own key. */
  readonly estate: Estate;
  /** The company that it manages; undefined: none. */
  readonly company: Company | undefined;
  counters(): CallCounters;
  resetCounters(): void;
  /** Replaces all faults that were set before. */
  setFaults(faults: readonly Fault[]): void;
  close(): Promise<void>;
}

export async function startDemoServer(options: DemoServerOptions): Promise<DemoServer> {
  const { seed = 1, latency = 80, host = '127.0.0.1', port = 0 } = options;
  const startedAt = Date.now();
  const day = options.day === undefined ? undefined : { day: options.day, now: instantOfDay(options.day) };
  const now = day?.now ?? options.now ?? new Date(startedAt);
  const clock = options.clock ?? (() => now.getTime() + Date.now() - startedAt);
  const common = {
    size: options.size,
    seed,
    // What is there on a day is left of what the last of them has.
    now: day === undefined ? now : instantOfDay(LAST_DAY),
    ...(day === undefined ? {} : { daysMore: LAST_DAY }),
    clock: () => new Date(clock()),
    everyRegion: options.everyRegion ?? false,
  };
  const organization = organizationOf(options);
  const company = organization === undefined ? undefined : createCompany(organization, common);
  const estate = company?.estateOf(company.organization.accounts[0].id) ?? createEstate(common);
  const counters = createCounters();
  const throttle = createThrottle(options.throttle ?? {}, clock, (account) =>
    accountOf(organization, account)?.isThrottled === true ? fewCalls : undefined,
  );
  const sessionSeconds = options.sessionSeconds ?? Number.POSITIVE_INFINITY;
  let faults = createFaults(faultList(options.faults, company !== undefined), clock);
  const latencyOf = (region: string): number =>
    typeof latency === 'number' ? latency : (latency[region] ?? latency['*'] ?? 80);

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const arrived = performance.now();
    const body = await readBody(request);
    const { method = 'GET', url = '/', headers } = request;
    if (url.startsWith('/_demo/')) return deliver(response, answerControl(demo, method, url, body), []);
    const wire: WireRequest = { method, url, headers, body };
    const scope = credentialScope(headers.authorization) ?? portalScope(wire);
    if (scope === undefined) {
      const service = guessService(wire);
      const { error } = callError('missing-credentials', { service, region: '', operation: '' });
      return deliver(response, writeError(service, error), []);
    }
    const call = readCall(scope, wire);
    const end = counters.begin(`${call.service}:${call.operation || 'unknown'}:${call.region}`);
    const { answer, outcome, hits, delay } = answerCall(call, {
      estate,
      throttle,
      faults,
      company,
      sessionSeconds,
      day,
    });
    await pause(latencyOf(call.region) + delay - (performance.now() - arrived));
    end({ outcome, bytes: Buffer.byteLength(answer.body) });
    deliver(response, answer, hits);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((thrown: unknown) => {
      process.emitWarning(thrown instanceof Error ? thrown : String(thrown));
      response.destroy();
    });
  });
  // Longer than any client keeps an idle connection, so that none is closed just as it is used again.
  server.keepAliveTimeout = 120_000;
  const demo: DemoServer = {
    url: `http://${host}:${await listen(server, port, host)}`,
    estate,
    company,
    counters: counters.read,
    resetCounters: counters.reset,
    setFaults: (list) => {
      faults = createFaults(list, clock);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return demo;
}

/** What an account takes whose calls are throttled: less than a scan would ask for. */
const fewCalls: ThrottleSettings = { '*': { rate: 5, burst: 2 } };

function organizationOf({ organization, accounts, faults }: DemoServerOptions): DemoOrganization | undefined {
  if (accounts !== undefined) return generatedOrganization(accounts, faults === 'planned');
  return organization === true ? larkspur : undefined;
}

function faultList(faults: DemoServerOptions['faults'] = 'none', isCompany: boolean): readonly Fault[] {
  if (faults === 'none') return [];
  if (faults !== 'planned') return faults;
  return isCompany ? plannedCompanyFaults : plannedFaults;
}

function listen(server: ReturnType<typeof createServer>, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** The listening socket keeps the process; calls that are cut short by its closing do not. */
function pause(milliseconds: number): Promise<void> | undefined {
  return milliseconds > 0 ? new Promise((resolve) => setTimeout(resolve, milliseconds).unref()) : undefined;
}
