import { loadSharedConfigFiles } from '@smithy/core/config';

/** Names of the profiles in the user's AWS configuration and credentials files, sorted, `default` first. */
export async function listProfiles(): Promise<readonly string[]> {
  const files = await loadSharedConfigFiles({ ignoreCache: true });
  const names = new Set([...Object.keys(files.configFile), ...Object.keys(files.credentialsFile)]);
  return [...names]
    .filter((name) => !name.includes('.'))
    .sort(
      (one, other) => Number(other === 'default') - Number(one === 'default') || one.localeCompare(other),
    );
}

/** A key of a profile, wherever of the two files it stands; undefined where there is none. */
export async function profileSetting(profile: string, key: string): Promise<string | undefined> {
  const files = await loadSharedConfigFiles({ ignoreCache: true });
  return files.configFile[profile]?.[key] ?? files.credentialsFile[profile]?.[key];
}
