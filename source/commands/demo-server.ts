import { demoEnvironment } from '../demo/environment.ts';
import { rowKinds } from '../demo/estate/index.ts';
import { type DemoServer, type DemoServerOptions, startDemoServer } from '../demo/server.ts';
import { parseThrottle, type ThrottleSettings } from '../demo/throttle.ts';

export interface DemoServerCommandOptions {
  readonly port?: number;
  readonly size: DemoServerOptions['size'];
  readonly seed?: number;
  readonly faults: 'planned' | 'none';
  readonly organization?: boolean;
  readonly accounts?: number;
  readonly sessionSeconds?: number;
  readonly latency?: number;
  /** As `parseThrottle` reads it: `5`, `5/20`, `ec2=20/100,rds=3`. */
  readonly throttle?: string;
}

export interface DemoServerCommandIo {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/** Runs the simulated AWS until the signal aborts; what it returns is the exit code. */
export async function demoServerCommand(
  options: DemoServerCommandOptions,
  { stdout, stderr, signal }: DemoServerCommandIo,
): Promise<number> {
  const { throttle: rates, ...others } = options;
  let throttle: ThrottleSettings;
  try {
    throttle = rates === undefined ? {} : parseThrottle(rates);
  } catch (error) {
    stderr.write(`${messageOf(error)}\n`);
    return 2;
  }
  let server: DemoServer;
  try {
    server = await startDemoServer({ ...others, throttle });
  } catch (error) {
    stderr.write(`The simulated AWS could not start: ${messageOf(error)}\n`);
    return 1;
  }
  stdout.write(greeting(server, options));
  await aborted(signal);
  await server.close();
  return 0;
}

function greeting(server: DemoServer, { size, faults }: DemoServerCommandOptions): string {
  const { url, estate, company } = server;
  const environment = Object.entries(demoEnvironment(url)).map(
    ([name, value]) => `  export ${name}=${value}`,
  );
  return [
    `Simulated AWS at ${url}`,
    `  estate ${size}, seed ${estate.seed}, ${rowsOf(server).toLocaleString('en')} rows, faults ${faults}`,
    ...(company === undefined
      ? []
      : [
          `  ${company.organization.accounts.length.toLocaleString('en')} accounts, each with its rows: ${url}/_demo/accounts`,
        ]),
    '',
    'In another shell:',
    ...environment,
    '',
    `Its calls so far: ${url}/_demo/counters`,
    'Ctrl-C stops it.',
    '',
  ].join('\n');
}

/** Of all accounts. */
function rowsOf({ estate, company }: DemoServer): number {
  const held = company?.organization.accounts.map(company.rowsOf) ?? [estate.counts()];
  return held.reduce((sum, counts) => sum + rowKinds.reduce((total, kind) => total + counts[kind], 0), 0);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
