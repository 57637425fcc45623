import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { runApp } from '../../../source/ui/app/run-app.tsx';
import type { AppEnd, AppServices, AppStart } from '../../../source/ui/loading/services.ts';
import { createScreen, type Screen } from '../../helpers/screen.ts';

/** The app in a terminal of its own, without a process around it. */
export interface AppScreen {
  readonly screen: Screen;
  readonly ended: Promise<AppEnd>;
  /** Sends keys in one piece: characters, or `{enter}`, `{esc}`, `{down}`... */
  readonly keys: (text: string) => void;
  readonly resize: (columns: number, rows: number) => Promise<void>;
  /** Resolves when the screen satisfies the condition. */
  readonly until: (what: string, condition: (lines: readonly string[]) => boolean) => Promise<void>;
  readonly text: (text: string | RegExp) => Promise<void>;
  readonly noText: (text: string | RegExp) => Promise<void>;
}

const TIMEOUT_MS = 10_000;

const NAMED: Readonly<Record<string, string>> = {
  enter: '\r',
  esc: '\u001B',
  tab: '\t',
  up: '\u001B[A',
  down: '\u001B[B',
  right: '\u001B[C',
  left: '\u001B[D',
  pgdn: '\u001B[6~',
  end: '\u001B[F',
  back: '\u007F',
  'ctrl-c': '\u0003',
  'ctrl-r': '\u0012',
};

/** Runs the app over these services until it ends. */
export function openApp(
  services: AppServices,
  start: AppStart = { mode: 'scan', choice: {} },
  size: { readonly columns: number; readonly rows: number } = { columns: 120, rows: 40 },
  screenReader = false,
): AppScreen {
  const screen = createScreen(size.columns, size.rows);
  const changed = new EventEmitter();
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => stdin,
    ref: () => stdin,
    unref: () => stdin,
  });
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: size.columns, rows: size.rows });
  stdout.on('data', (chunk: Buffer) => {
    // What a terminal's line discipline does to a line feed.
    void screen.write(chunk.toString('utf8').replaceAll('\n', '\r\n')).then(() => changed.emit('change'));
  });
  const until: AppScreen['until'] = (what, condition) =>
    new Promise((resolve, reject) => {
      const end = (finish: () => void) => {
        changed.off('change', check);
        clearInterval(again);
        clearTimeout(timer);
        finish();
      };
      const check = () => {
        if (!screen.state().synchronizedOutput && condition(screen.lines())) end(resolve);
      };
      const timer = setTimeout(() => {
        end(() => reject(new Error(`waited in vain for ${what}; the screen:\n${screen.lines().join('\n')}`)));
      }, TIMEOUT_MS);
      // Conditions may be about what the services were asked, which draws nothing.
      const again = setInterval(check, 20);
      changed.on('change', check);
      check();
    });
  const has = (lines: readonly string[], text: string | RegExp) => {
    const all = lines.join('\n');
    return typeof text === 'string' ? all.includes(text) : text.test(all);
  };
  return {
    screen,
    ended: runApp(services, start, { stdin, stdout, color: true, screenReader }),
    keys: (text) => {
      stdin.write(text.replace(/\{([a-z-]+)\}/g, (_, name: string) => NAMED[name] ?? name));
    },
    resize: async (columns, rows) => {
      screen.resize(columns, rows);
      Object.assign(stdout, { columns, rows });
      stdout.emit('resize');
      await until('the new size', (lines) => lines.length === rows);
    },
    until,
    text: (text) => until(`${text}`, (lines) => has(lines, text)),
    noText: (text) => until(`no ${text}`, (lines) => !has(lines, text)),
  };
}

/** Uses an app and leaves it, whatever came of the use. */
export async function leftAfter(app: AppScreen, use: () => Promise<void>): Promise<void> {
  try {
    await use();
  } finally {
    await left(app);
  }
}

/** Leaves an app from wherever it is. */
export async function left(app: AppScreen): Promise<void> {
  app.keys('{ctrl-c}');
  await app.ended;
  app.screen.dispose();
}
