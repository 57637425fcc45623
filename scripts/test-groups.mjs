// Test files that share a process: most of what a small one costs is to start one and to load what it tests.

import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Folders whose test files share a process, each folder one. */
const GROUPS = [
  ['test/base', 'test/model', 'test/kinds', 'test/analysis', 'test/store/filter'],
  ['test/aws', 'test/bench', 'test/house-style'],
  ['test/demo'],
  ['test/store'],
  ['test/export'],
  ['test/ui/views'],
  ['test/ui'],
];

/**
 * What a file that keeps its process for itself says: hooks of the whole file would be those of its group, and what
 * it changes of the process would be changed for the others.
 */
const ALONE =
  /^(?:before|after)(?:Each)?\(|\bmock\b|\bglobalThis\b|\bprocess\.(?:chdir|emit|env|exitCode|kill|on|once|umask)\b/m;

/** The files with each group of them as one, which is written to a folder of its own. */
export function grouped(files, root, folder) {
  const groups = new Map();
  const alone = [];
  for (const file of files) {
    const group = GROUPS.find((folders) => folders.some((name) => isIn(file, name)));
    if (group === undefined || ALONE.test(fs.readFileSync(path.join(root, file), 'utf8'))) alone.push(file);
    else groups.set(group, [...(groups.get(group) ?? []), file]);
  }
  return [...groups.values()]
    .map((members) => (members.length === 1 ? members[0] : joined(members, root, folder)))
    .concat(alone);
}

function isIn(file, folder) {
  return file.replaceAll(path.sep, '/').startsWith(`${folder}/`);
}

function joined(members, root, folder) {
  const name = path.dirname(members[0]).replaceAll(path.sep, '-');
  const file = path.join(folder, `${name}.test.mjs`);
  const lines = members.map(
    (member) => `import ${JSON.stringify(pathToFileURL(path.join(root, member)).href)};\n`,
  );
  fs.writeFileSync(file, lines.join(''));
  return file;
}
