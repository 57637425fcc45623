import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { type Instance, render } from 'ink';
import type { Charset } from '../../base/cursor-probe.ts';
import { onEndingSignals, SIGNAL_EXIT_CODES } from '../../base/ending-signals.ts';
import { withoutSecrets } from '../../base/without-secrets.ts';
import { errorLine } from '../../model/words.ts';
import { groundOfEnvironment } from '../kit/ground.ts';
import type { TerminalStdin } from '../kit/key-stream.ts';
import { mouseEvent } from '../kit/mouse.ts';
import { Terminal } from '../kit/terminal.ts';
import type { TerminalStdout } from '../kit/terminal-screen.ts';
import type { AppEnd, AppServices, AppStart } from '../loading/services.ts';
import type { ColorDepth } from '../settings/looks.ts';
import { App } from './app.tsx';
import { type AppController, createAppController } from './app-controller.ts';

/** The terminal that the app runs in. */
export interface AppTerminal {
  readonly stdin: TerminalStdin;
  readonly stdout: TerminalStdout;
  /** The terminal is asked which characters it takes; where it does not answer, it takes these. */
  readonly charset?: Charset;
  /** False under `NO_COLOR` and `--no-color`. */
  readonly color: boolean;
  /** The app is read out: plain sentences instead of a screen. */
  readonly screenReader?: boolean;
}

/**
 * Runs the terminal app until the person leaves it. The terminal is restored before the promise resolves, whatever
 * ended the app; the lines of the result are to be printed then.
 */
export async function runApp(services: AppServices, start: AppStart, given: AppTerminal): Promise<AppEnd> {
  const { promise, resolve } = Promise.withResolvers<AppEnd>();
  const { stdin, stdout, color, screenReader = false } = given;
  let point = (_: string) => {};
  const terminal = new Terminal(stdin, stdout, screenReader, (report) => point(report));
  const controller = createAppController(services, terminal.size(), resolve, color ? depthOf(stdout) : 1);
  terminal.onGround = (ground) => controller.store.dispatch({ type: 'ground told', ground });
  controller.store.dispatch({ type: 'ground told', ground: groundOfEnvironment(process.env) });
  point = (report) => {
    const event = mouseEvent(report);
    if (event !== null && event !== undefined) controller.point(event);
  };
  controller.onWrite((sequence) => terminal.screen.write(sequence));
  const fault = (error: unknown) => {
    const { exitCode, lines } = crashed(services, error);
    try {
      controller.leave(exitCode, lines);
    } catch {
      // What broke may be what leaving needs.
      resolve({ exitCode, lines });
    }
  };
  const release = guard(services, given, controller, fault);
  let unmount = () => {};
  const giveBack = () => {
    unmount();
    terminal.give();
  };
  process.once('exit', giveBack);
  try {
    terminal.take();
    controller.resize(terminal.size());
    if (given.charset !== undefined) await terminal.ask(given.charset);
    const screen = draw(controller, terminal, given);
    unmount = () => screen.unmount();
    const end = await shownUntil(promise, screen, { controller, terminal, given, start, fault });
    return { ...end, lines: end.lines.map((line) => terminal.screen.printable(line)) };
  } finally {
    process.off('exit', giveBack);
    giveBack();
    release();
  }
}

/** How many colours the terminal has, sixteen at least. A variable CI says nothing of a terminal that a person looks at. */
function depthOf(stdout: TerminalStdout): ColorDepth {
  const { CI, ...env } = process.env;
  const depth = stdout.getColorDepth?.(env) ?? 4;
  return depth >= 24 ? 24 : depth >= 8 ? 8 : 4;
}

/** Runs the app that is on screen until it ends. */
async function shownUntil(
  ended: Promise<AppEnd>,
  screen: Instance,
  parts: {
    readonly controller: AppController;
    readonly terminal: Terminal;
    readonly given: AppTerminal;
    readonly start: AppStart;
    readonly fault: (error: unknown) => void;
  },
): Promise<AppEnd> {
  const { controller, terminal, given, start, fault } = parts;
  const clearFirst = () => {
    if (given.screenReader === true || !terminal.screen.isOurs) return;
    // Ink draws the old frame at the new size before it hears of ours; from a clean screen no trace of it stays.
    terminal.screen.clear();
  };
  given.stdout.prependListener('resize', clearFirst);
  const gone = screen.waitUntilExit().catch(fault);
  controller.begin(start);
  const end = await ended;
  given.stdout.off('resize', clearFirst);
  screen.unmount();
  await gone;
  return end;
}

function draw(controller: AppController, terminal: Terminal, given: AppTerminal): Instance {
  const { stdin, stdout, screenReader = false } = given;
  return render(<App controller={controller} terminal={terminal} />, {
    // Ink only asks a stream for what ours has.
    stdin: terminal.keys,
    stdout: terminal.screen.output,
    exitOnCtrlC: false,
    isScreenReaderEnabled: screenReader,
    // Each frame comes whole, and the screen writes what changed. Data is held back to ten frames a second elsewhere;
    // what a key changes shall not wait for the frame before it.
    debug: !screenReader,
    // Ink's own guess turns the screen off wherever a variable CI is set.
    interactive: stdin.isTTY === true && stdout.isTTY === true,
    patchConsole: false,
  });
}

/** A fault of snapdeck's own: what to print once the terminal is restored. */
function crashed(services: AppServices, error: unknown): AppEnd {
  const stack = withoutSecrets(
    error instanceof Error && error.stack !== undefined ? error.stack : String(error),
  );
  services.log(`internal fault: ${stack}`);
  return {
    exitCode: 1,
    lines: [
      `snapdeck met an internal fault: ${withoutSecrets(errorLine(error))}`,
      ...stack.split('\n').slice(1),
    ],
  };
}

/**
 * Takes over what could end the app or tear its screen: signals, faults that nothing caught, and writing to the
 * console or standard error, which goes to the log. Returns the way to give it all back.
 */
function guard(
  services: AppServices,
  { stdin, stdout }: AppTerminal,
  controller: AppController,
  fault: (error: unknown) => void,
): () => void {
  const lost = () => controller.leave(SIGNAL_EXIT_CODES.SIGHUP);
  const onWarning = (warning: Error) => services.log(`warning: ${errorLine(warning)}`);
  const warnings = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', onWarning);
  process.on('uncaughtException', fault);
  process.on('unhandledRejection', fault);
  const noSignals = onEndingSignals((signal) => controller.leave(SIGNAL_EXIT_CODES[signal]));
  stdout.on('error', lost);
  stdin.on('error', lost);
  const giveBack = captureConsole((line) => services.log(line));
  return () => {
    giveBack();
    stdout.off('error', lost);
    stdin.off('error', lost);
    noSignals();
    process.off('unhandledRejection', fault);
    process.off('uncaughtException', fault);
    process.off('warning', onWarning);
    for (const listener of warnings) process.on('warning', listener);
  };
}

/** Sends what is written to the console and to standard error elsewhere. Returns the way to give both back. */
function captureConsole(log: (line: string) => void): () => void {
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      log(String(chunk).trimEnd());
      done();
    },
  });
  const write = process.stderr.write;
  const original = writers(globalThis.console);
  // Only the methods that write: React looks for others on the console that it found when it was loaded.
  Object.assign(globalThis.console, writers(new Console(sink)));
  process.stderr.write = (
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | ((error?: Error | null) => void),
    done?: (error?: Error | null) => void,
  ): boolean => {
    sink.write(chunk);
    const callback = typeof encoding === 'function' ? encoding : done;
    callback?.();
    return true;
  };
  return () => {
    Object.assign(globalThis.console, original);
    process.stderr.write = write;
  };
}

function writers({ debug, dir, error, info, log, table, trace, warn }: Console) {
  return { debug, dir, error, info, log, table, trace, warn };
}
