// Writes the licences of the packages whose code really is in the bundle.

import fs from 'node:fs';
import path from 'node:path';

export function writeNotices({ root, metafile, target }) {
  const packages = [...bundledPackages(root, metafile)].map(describe);
  packages.sort((a, b) => (a.title < b.title ? -1 : 1));

  // Dozens of packages of one family come with the same words: print those once.
  const groups = new Map();
  for (const { title, text } of packages) groups.set(text, [...(groups.get(text) ?? []), title]);

  const rule = '-'.repeat(80);
  const sections = [...groups].map(([text, titles]) => `${rule}\n${titles.join('\n')}\n\n${text}\n`);
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
    text: texts.length > 0 ? texts.join('\n\n') : `Licence: ${licence}. ${author(manifest)}`.trim(),
  };
}

function author({ author: person, homepage, repository }) {
  const name = typeof person === 'string' ? person : person?.name;
  const place = homepage ?? (typeof repository === 'string' ? repository : repository?.url);
  return [name && `Copyright ${name}.`, place].filter(Boolean).join(' ');
}
