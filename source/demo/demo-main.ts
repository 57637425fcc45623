import { type DemoServerOptions, startDemoServer } from './server.ts';

/** The child process that runs the simulated AWS; its parent sends the options and gets the URL. */
type Start = Omit<DemoServerOptions, 'now' | 'clock'> & { readonly now?: string };

function isStart(message: unknown): message is Start {
  return typeof message === 'object' && message !== null && 'size' in message;
}

// A parent that is gone needs no server any more.
process.on('disconnect', () => process.exit(0));
// Ctrl-C goes to the whole group; the parent decides when it is done with the server.
process.on('SIGINT', () => {});

process.once('message', (message: unknown) => {
  if (!isStart(message)) return;
  const { now, ...options } = message;
  startDemoServer(now === undefined ? options : { ...options, now: new Date(now) }).then(
    ({ url }) => process.send?.({ url }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
