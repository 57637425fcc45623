import { endAtSignal } from '../base/ending-signals.ts';
import { demoCompany } from './demo-company.ts';
import { demoServerCommand } from './demo-server.ts';
import type { Flags } from './flags.ts';

/** Runs the simulated AWS until a signal ends it. */
export async function runDemoServer(flags: Flags): Promise<number> {
  const abort = new AbortController();
  let exitCode: number | null = null;
  endAtSignal((ofSignal) => {
    exitCode = ofSignal;
    abort.abort();
  });
  const code = await demoServerCommand(
    {
      size: flags.demoSize,
      faults: flags.faults,
      ...demoCompany(flags),
      ...(flags.port === undefined ? {} : { port: flags.port }),
      ...(flags.latency === undefined ? {} : { latency: flags.latency }),
      ...(flags.throttle === undefined ? {} : { throttle: flags.throttle }),
    },
    { stdout: process.stdout, stderr: process.stderr, signal: abort.signal },
  );
  return exitCode ?? code;
}
