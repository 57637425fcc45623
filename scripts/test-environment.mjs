import path from 'node:path';

/** The user's account, files and preferences are none of the tests' business; SNAPDECK_TEST_SEED is. */
export function testEnvironment(home) {
  const unwanted =
    /^(CI|CONTINUOUS_INTEGRATION|FORCE_COLOR|NO_COLOR|AWS_.*|SNAPDECK_(?!TEST_).*|XDG_.*|NODE_COMPILE_CACHE)$/;
  const kept = Object.entries(process.env).filter(([name]) => !unwanted.test(name));
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
    AWS_CONFIG_FILE: inHome('no-aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: inHome('no-aws-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
