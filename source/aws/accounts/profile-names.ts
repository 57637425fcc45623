import picomatch from 'picomatch';
import { oneLine } from '../../base/one-line.ts';
import { UsageError } from '../../base/usage-error.ts';
import { CredentialsFailed } from '../credentials/credentials-failed.ts';

/**
 * The profiles that `--profile` names: one by its name, whatever that holds; else a list with commas, of names and of
 * globs, each once.
 * @throws UsageError where a glob fits none, CredentialsFailed where there is no profile of a name
 */
export function namedProfiles(given: string, known: readonly string[]): readonly string[] {
  if (known.includes(given)) return [given];
  const words = given.split(',').map((word) => word.trim());
  const found = words
    .filter((word) => word !== '')
    .flatMap((word) => {
      if (known.includes(word)) return [word];
      if (!picomatch.scan(word).isGlob) {
        const message = `There is no profile "${word}" in your AWS configuration.`;
        throw new CredentialsFailed('no-profile', message);
      }
      const like = known.filter((name) => picomatch.isMatch(name, word, { bash: true, dot: true }));
      if (like.length > 0) return like;
      const names = known.length === 0 ? 'none at all' : known.map(oneLine).join(', ');
      throw new UsageError(`--profile: no profile has a name like "${oneLine(word)}". There are: ${names}.`);
    });
  if (found.length === 0) throw new UsageError(`--profile needs a name (given: ${given}).`);
  return [...new Set(found)];
}
