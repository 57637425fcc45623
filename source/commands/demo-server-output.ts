import { demoServerCommand } from './demo-server.ts';
import { SIGNAL_EXIT_CODES } from './exit-codes.ts';
import type { Flags } from './flags.ts';

/** Runs the simulated AWS until a signal ends it. */
export async function runDemoServer(flags: Flags): Promise<number> {
  const abort = new AbortController();
  let exitCode: number | null = null;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => {
      exitCode = SIGNAL_EXIT_CODES[name];
      abort.abort();
    });
  }
  const code = await demoServerCommand(
    {
      size: flags.demoSize,
      faults: flags.faults,
      ...(flags.port === undefined ? {} : { port: flags.port }),
      ...(flags.latency === undefined ? {} : { latency: flags.latency }),
      ...(flags.throttle === undefined ? {} : { throttle: flags.throttle }),
    },
    { stdout: process.stdout, stderr: process.stderr, signal: abort.signal },
  );
  return exitCode ?? code;
}
