// What came of the mutants of a folder, in words: how many were noticed, why the others may stay, and which are gaps.

import path from 'node:path';
import { reasonOf } from './survivors.mjs';

/**
 * Prints what Stryker reports (its JSON) of every mutant, or of one in so many; answers the score: how many percent of
 * them were noticed.
 */
export function report({ files }, oneIn = 1) {
  const results = Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.filter(({ id }) => isTried(id, oneIn)).map((mutant) => ({ ...mutant, file, source })),
  );
  const of = (...statuses) => results.filter(({ status }) => statuses.includes(status));
  const noticed = of('Killed', 'Timeout');
  const left = of('Survived', 'NoCoverage').map(described);
  const score = (100 * noticed.length) / Math.max(1, noticed.length + left.length);
  const gaps = left.filter(({ reason }) => reason === undefined);
  print(gaps.map(({ place, original, replacement }) => `${place}  ${original}  →  ${replacement}`));
  print(filesOf(results));
  const groups = Map.groupBy(
    left.filter(({ reason }) => reason !== undefined),
    ({ reason }) => reason,
  );
  print([
    `${noticed.length} noticed (${of('Timeout').length} of them by a test that hangs), ${left.length} not (${of('NoCoverage').length} of them not reached), ${of('Ignored').length} left out, for they act while files are loaded: ${score.toFixed(1)} %`,
    ...[...groups].map(([reason, members]) => `  ${members.length} may stay: ${reason}`),
    `  ${gaps.length} are gaps, listed above`,
  ]);
  return score;
}

/** Whether a mutant is one of those that are tried, where that is one in so many. */
export function isTried(id, oneIn) {
  return Number(id) % oneIn === 0;
}

/** Each file with its score, the least first. */
function filesOf(results) {
  return [...Map.groupBy(results, ({ file }) => path.basename(file))]
    .map(([name, mutants]) => {
      const count = (...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
      const [noticed, left] = [count('Killed', 'Timeout'), count('Survived', 'NoCoverage')];
      return { name, noticed, all: noticed + left };
    })
    .filter(({ all }) => all > 0)
    .toSorted((one, other) => one.noticed / one.all - other.noticed / other.all)
    .map(
      ({ name, noticed, all }) =>
        `${((100 * noticed) / all).toFixed(1).padStart(6)} %  ${name}  ${noticed} of ${all}`,
    );
}

function described({ file, source, location: { start, end }, mutatorName, replacement, status }) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  const mutant = {
    file,
    mutator: mutatorName,
    original: oneLine(lines.join(' ')),
    replacement: oneLine(replacement ?? ''),
    covered: status === 'Survived',
  };
  return { ...mutant, place: `${file}:${start.line}:${start.column}`, reason: reasonOf(mutant) };
}

function oneLine(text) {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}

function print(lines) {
  process.stdout.write(`${lines.join('\n')}\n\n`);
}
