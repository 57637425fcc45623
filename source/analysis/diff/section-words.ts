/** What is told of findings, protection and verdicts that changed, in a line each. */

import { formatCount } from '../../model/format.ts';
import { counted } from '../../model/words.ts';
import { GONE } from '../protection/judge.ts';
import type { BecameCounts, ChangeTally, FindingTally } from './change-tally.ts';

/** A section with its name and what is said of it. */
export interface SectionWords {
  readonly name: string;
  readonly words: string;
}

/** The sections in which something changed. */
export function sectionWords(tally: ChangeTally): readonly SectionWords[] {
  return [
    { name: 'Findings', words: findingWords(tally.findings()) },
    { name: 'Protection', words: protectionWords(tally.protections()) },
    { name: 'Verdicts', words: verdictWords(tally.verdicts()) },
  ].filter(({ words }) => words !== '');
}

/** `+3 new: EBS snapshots that are public (2), … (1); -1 solved: … (1)`. */
function findingWords(findings: readonly FindingTally[]): string {
  const part = (change: keyof FindingTally['counts'], words: string): readonly string[] => {
    const some = findings.filter(({ counts }) => counts[change] > 0);
    const sum = some.reduce((total, { counts }) => total + counts[change], 0);
    const each = some.map(({ title, counts }) => `${title} (${formatCount(counts[change])})`);
    return sum === 0 ? [] : [`${words.replace('N', formatCount(sum))}: ${each.join(', ')}`];
  };
  return [
    ...part('new', '+N new'),
    ...part('solved', '-N solved'),
    ...part('aged-out', 'N aged out'),
    ...part('unknown', 'N not known'),
  ].join('; ');
}

/** `2 sources became unprotected, 1 source is in the list no more`. */
function protectionWords(protections: BecameCounts): string {
  return [...protections]
    .map(([now, count]) => {
      const are = `${counted(count, 'source')} ${count === 1 ? 'is' : 'are'}`;
      if (now === null) return `${are} in the list no more`;
      return now === GONE
        ? `${are} gone and their backups are left`
        : `${counted(count, 'source')} became ${now}`;
    })
    .sort()
    .join(', ');
}

/** `12 rows became candidate for deletion`. */
function verdictWords(verdicts: BecameCounts): string {
  return [...verdicts]
    .map(([now, count]) => {
      const verdict = now === 'candidate' ? 'candidate for deletion' : now;
      return `${counted(count, 'row')} became ${verdict ?? 'of no verdict'}`;
    })
    .sort()
    .join(', ');
}
