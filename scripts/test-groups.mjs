// Test files that share a process: most of what a small one costs is to start one and to load what it tests.

import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Folders and files whose tests share a process, each list one; a file is of the first that it is in. The longest first.
 */
const GROUPS = [
  ['test/commands'],
  [
    'asked-prices',
    'exact-texts',
    'fsx',
    'kinds-by-name',
    'malformed-values',
    'region-answers',
    'scan-file-formats',
  ].map(ofE2e),
  [
    'detail',
    'first-keys',
    'full-disk',
    'hostile-messages',
    'regions',
    'terminal-input',
    'terminal-kinds',
  ].map(ofE2e),
  ['test/ui/views'],
  ['test/ui'],
  ['test/export'],
  ['test/base', 'test/model', 'test/kinds', 'test/analysis', 'test/store/filter'],
  ['test/store'],
  ['test/aws', 'test/bench', 'test/house-style'],
  ['test/demo'],
  ['test/scan'],
];

/** Folders whose tests take threads of the program as they are: those of a process run again where they are whole. */
const WARM = ['test/export'];
const WARM_THREADS = 'test/helpers/warm-program/here.ts';

/** Files of such a folder whose tests are so many, or wait so long, that they have a process for themselves. */
const LONG = /^test\/scan\/(?:faults|live|scan-faults|scan\.test)/;

/** What a file that keeps its process for itself says: what it changes of the process would be changed for the others. */
const ALONE = /\bmock\b|\bglobalThis\b|\bprocess\.(?:chdir|emit|env|exitCode|kill|on|once|umask)\b/;

/** Hooks of a whole file, which would be those of its group. */
const HOOKS = /^(?:before|after)(?:Each)?\(/m;

/** Where tests take longest: they begin first, or the last of them would run alone at the end. */
const LONGEST_FIRST = ['test/scan', 'test/packaging', 'test/e2e', 'test/commands', 'test/queries'];

/**
 * Files for the test runner, written to a folder of their own: one for each group and for each file that is alone, the
 * longest first. The runner takes them by their names. Where only tests with some name are wanted, it finds none in a
 * suite that loads its file: such a file is alone then.
 */
export function grouped(files, root, folder, { byName = false } = {}) {
  const groups = new Map();
  const alone = [];
  for (const file of files) {
    const group = GROUPS.find((folders) => folders.some((name) => isIn(file, name)));
    if (group === undefined || isAlone(file, root) || (byName && hasHooks(file, root))) alone.push([file]);
    else groups.set(group, [...(groups.get(group) ?? []), file]);
  }
  const joined = GROUPS.flatMap((group) => (groups.has(group) ? [groups.get(group)] : []));
  const units = [...joined, ...alone.sort((one, other) => placeOf(one[0]) - placeOf(other[0]))];
  return units.map((members, index) => written(members, index, root, folder));
}

function isAlone(file, root) {
  return LONG.test(withSlashes(file)) || ALONE.test(fs.readFileSync(path.join(root, file), 'utf8'));
}

function hasHooks(file, root) {
  return HOOKS.test(fs.readFileSync(path.join(root, file), 'utf8'));
}

function ofE2e(name) {
  return `test/e2e/${name}.test.ts`;
}

function isIn(file, folder) {
  return `${withSlashes(file)}/`.startsWith(`${folder}/`);
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
  const isWarm = WARM.some((name) => isIn(first, name));
  const lines = [...(isWarm ? [WARM_THREADS] : []), ...members].map((member) => {
    const loaded = `await import(${JSON.stringify(pathToFileURL(path.join(root, member)).href)});`;
    if (members.length === 1 || !hasHooks(member, root)) return loaded;
    return `suite(${JSON.stringify(withSlashes(member))}, async () => { ${loaded} });`;
  });
  fs.writeFileSync(file, ["import { suite } from 'node:test';", ...lines, ''].join('\n'));
  return file;
}
