import path from 'node:path';

/** No test takes longer. */
export const TEST_TIMEOUT_MS = 180_000;

/** The same of a soak. */
export const SOAK_TIMEOUT_MS = 7_200_000;

/** How each test process is started. Node takes types off by itself from 22.18 on; an older one needs a loader. */
export const testOptions = [
  ...(process.features.typescript ? [] : ['--import', 'tsx']),
  '--import',
  new URL('./test-process.mjs', import.meta.url).href,
];

/** What a program needs to be found and to start here; nothing else of the environment of `npm test` reaches a test. */
const MACHINE =
  /^(?:PATH|TMPDIR|TEMP|TMP|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|OS|NUMBER_OF_PROCESSORS|PROCESSOR_\w+|PROGRAMFILES.*|PROGRAMDATA)$/i;

/** How a person steers the tests themselves: SNAPDECK_TEST_SEED. */
const ASKED_FOR = /^SNAPDECK_TEST_/;

/**
 * The whole environment of the tests: a home of their own, a time zone, a language and a terminal that are the same
 * everywhere. Wherever they are started: a terminal of any kind, CI, an editor, an account with AWS settings.
 */
export function testEnvironment(home) {
  const kept = Object.entries(process.env).filter(([name]) => MACHINE.test(name) || ASKED_FOR.test(name));
  const inHome = (name) => path.join(home, name);
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    USERPROFILE: home,
    LOCALAPPDATA: inHome('local'),
    APPDATA: inHome('roaming'),
    XDG_CACHE_HOME: inHome('cache'),
    XDG_CONFIG_HOME: inHome('config'),
    XDG_DATA_HOME: inHome('data'),
    XDG_STATE_HOME: inHome('state'),
    // React as it is in the bundle: the one for development draws a frame in twice the time.
    NODE_ENV: 'production',
    TZ: 'UTC',
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    AWS_CONFIG_FILE: inHome('no-aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: inHome('no-aws-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
