import { type ChildProcess, fork } from 'node:child_process';
import { Socket } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DemoServerOptions } from './server.ts';

export { demoEnvironment } from './environment.ts';

export interface DemoProcess {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** What of the server's options can be sent to another process. */
export type DemoProcessOptions = Omit<DemoServerOptions, 'clock'>;

/** Starts the simulated AWS in a process of its own, which ends with this one. */
export async function startDemoProcess(options: DemoProcessOptions): Promise<DemoProcess> {
  const extension = path.extname(import.meta.url);
  const entry = new URL(`./demo-main${extension}`, import.meta.url);
  const child = fork(fileURLToPath(entry), [], {
    execArgv: extension === '.ts' && !process.features.typescript ? ['--import', 'tsx'] : [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'json',
  });
  try {
    const url = await urlOf(child, options);
    letGo(child);
    return { url, close: () => ended(child) };
  } catch (error) {
    child.kill();
    throw error;
  }
}

function urlOf(child: ChildProcess, options: DemoProcessOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    let complaints = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      complaints = (complaints + chunk.toString()).slice(-4000);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(
        new Error(
          `The simulated AWS ended with ${code ?? 'a signal'} before it was ready. ${complaints}`.trim(),
        ),
      );
    });
    child.once('message', (message) => {
      if (typeof message === 'object' && 'url' in message && typeof message.url === 'string')
        resolve(message.url);
      else reject(new Error(`The simulated AWS could not start: ${JSON.stringify(message)}`));
    });
    child.send({ ...options, now: options.now?.toISOString() });
  });
}

/** The child keeps nobody waiting: it ends when its parent does, whoever forgets to close it. */
function letGo(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
  if (child.stderr instanceof Socket) child.stderr.unref();
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    // Waited for again, or the last one in the event loop would go before it is seen to end.
    child.ref();
    child.once('exit', () => resolve());
    child.disconnect();
  });
}
