// Writes the licences of the packages whose code really is in the bundle.

import fs from 'node:fs';
import path from 'node:path';

export function writeNotices({ root, metafile, target }) {
  const packages = [...bundledPackages(root, metafile)].map(describe);
  packages.sort((a, b) => (a.title < b.title ? -1 : 1));

  // Dozens of packages of one family come with the same words: print those once.
  const groups = new Map();
  for (const { title, text } of packages) groups.set(text, (groups.get(text) ?? new Set()).add(title));

  const rule = '-'.repeat(80);
  const sections = [...groups].map(([text, titles]) => `${rule}\n${[...titles].join('\n')}\n\n${text}\n`);
  const intro = 'snapdeck contains code of the packages below, under their licences.\n';
  const draft = `${target}.${process.pid}`;
  fs.writeFileSync(draft, [intro, ...sections].join('\n'));
  fs.renameSync(draft, target);
}

function bundledPackages(root, metafile) {
  const folders = new Set();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
      if (folder && bytesInOutput > 0) folders.add(path.join(root, folder));
    }
  }
  return folders;
}

function describe(folder) {
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const licence =
    typeof manifest.license === 'string' ? manifest.license : (manifest.license?.type ?? 'see below');
  const texts = fs
    .readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice)([.-]|$)/i.test(name))
    .sort()
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
  return {
    title: `${manifest.name} ${manifest.version} (${licence})`,
    text: texts.length > 0 ? texts.join('\n\n') : ownWords(licence, manifest),
  };
}

/** For packages that name their licence but come without its text. */
function ownWords(licence, manifest) {
  const notice = `Licence: ${licence}. ${author(manifest)}`;
  return licence.startsWith('MIT') ? `${notice}\n\n${mit}` : notice;
}

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

function author({ author: person, homepage, repository }) {
  const name = typeof person === 'string' ? person : person?.name;
  const place = homepage ?? (typeof repository === 'string' ? repository : repository?.url);
  return [name && `Copyright ${name}.`, place].filter(Boolean).join(' ');
}
