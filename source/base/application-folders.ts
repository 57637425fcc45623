import path from 'node:path';
import { homeFolder } from './home-folder.ts';

/** Where the system keeps what is an application's; null where a user without a home folder has no such place. */
export interface ApplicationFolders {
  readonly data: string | null;
  readonly config: string | null;
  /** What is remembered between runs, but is no loss. */
  readonly state: string | null;
}

const NAME = 'snapdeck';

/**
 * The folders by the custom of each system: XDG's on Linux, `~/Library` on macOS, `AppData` on Windows. (The library for
 * this, env-paths, asks for the home folder while it is loaded, which throws where there is none.)
 */
export function applicationFolders(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): ApplicationFolders {
  const home = homeFolder();
  const under = (base: string | undefined, usual: string, ...names: readonly string[]): string | null => {
    const place = base || (home === null ? null : path.join(home, usual));
    return place === null ? null : path.join(place, ...names);
  };
  if (platform === 'darwin') {
    const data = under(undefined, 'Library/Application Support', NAME);
    return { data, config: under(undefined, 'Library/Preferences', NAME), state: data };
  }
  if (platform === 'win32') {
    const data = under(environment.LOCALAPPDATA, 'AppData/Local', NAME, 'Data');
    return { data, config: under(environment.APPDATA, 'AppData/Roaming', NAME, 'Config'), state: data };
  }
  return {
    data: under(environment.XDG_DATA_HOME, '.local/share', NAME),
    config: under(environment.XDG_CONFIG_HOME, '.config', NAME),
    state: under(environment.XDG_STATE_HOME, '.local/state', NAME),
  };
}
