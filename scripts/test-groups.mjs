// Test files that share a process: most of what a small one costs is to start one and to load what it tests.

import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Folders whose test files share a process, each folder one; a file is of the first that it is in. The longest first. */
const GROUPS = [
  ['test/ui/views'],
  ['test/ui'],
  ['test/export'],
  ['test/base', 'test/model', 'test/kinds', 'test/analysis', 'test/store/filter'],
  ['test/store'],
  ['test/aws', 'test/bench', 'test/house-style'],
  ['test/demo'],
  ['test/scan'],
];

/** Files of such a folder whose tests are so many, or wait so long, that they have a process for themselves. */
const LONG = /^test\/scan\/(?:faults|live|scan-faults|scan\.test)/;

/**
 * What a file that keeps its process for itself says: hooks of the whole file would be those of its group, and what
 * it changes of the process would be changed for the others.
 */
const ALONE =
  /^(?:before|after)(?:Each)?\(|\bmock\b|\bglobalThis\b|\bprocess\.(?:chdir|emit|env|exitCode|kill|on|once|umask)\b/m;

/** Where tests take longest: they begin first, or the last of them would run alone at the end. */
const LONGEST_FIRST = ['test/scan', 'test/packaging', 'test/e2e', 'test/commands', 'test/queries'];

/**
 * Files for the test runner, written to a folder of their own: one for each group and for each file that is alone, the
 * longest first. The runner takes them by their names.
 */
export function grouped(files, root, folder) {
  const groups = new Map();
  const alone = [];
  for (const file of files) {
    const group = GROUPS.find((folders) => folders.some((name) => isIn(file, name)));
    if (group === undefined || isAlone(file, root)) alone.push([file]);
    else groups.set(group, [...(groups.get(group) ?? []), file]);
  }
  const joined = GROUPS.flatMap((group) => (groups.has(group) ? [groups.get(group)] : []));
  const units = [...joined, ...alone.sort((one, other) => placeOf(one[0]) - placeOf(other[0]))];
  return units.map((members, index) => written(members, index, root, folder));
}

function isAlone(file, root) {
  return LONG.test(withSlashes(file)) || ALONE.test(fs.readFileSync(path.join(root, file), 'utf8'));
}

function isIn(file, folder) {
  return withSlashes(file).startsWith(`${folder}/`);
}

function withSlashes(file) {
  return file.replaceAll(path.sep, '/');
}

function placeOf(file) {
  const place = LONGEST_FIRST.findIndex((folder) => isIn(file, folder));
  return place < 0 ? LONGEST_FIRST.length : place;
}

function written(members, index, root, folder) {
  const [first] = members;
  const named = members.length === 1 ? first.replace(/\.test\.tsx?$/, '') : path.dirname(first);
  const number = String(index).padStart(3, '0');
  const file = path.join(folder, `${number}-${named.replaceAll(path.sep, '-')}.test.mjs`);
  const lines = members.map(
    (member) => `import ${JSON.stringify(pathToFileURL(path.join(root, member)).href)};\n`,
  );
  fs.writeFileSync(file, lines.join(''));
  return file;
}
