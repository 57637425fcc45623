// The schemas of an AWS client hold every operation of the service; we use a handful. They write object keys as
// `{ [_eQN]: "DryRun" }` with `const _eQN = "ec2QueryName"`, and a bundler has to keep what has a computed key, since
// reading it might do something. With the plain key in its place everything unused falls away: EC2 goes from 800 KiB to
// 20, and the scan worker starts faster.

import fs from 'node:fs/promises';

const schemaFile = /[\\/]@aws-sdk[\\/].*[\\/]schemas_\d+\.js$/;

export const schemaPatches = {
  name: 'schema-patches',
  setup(build) {
    build.onLoad({ filter: schemaFile }, async ({ path }) => ({
      contents: withPlainKeys(await fs.readFile(path, 'utf8')),
      loader: 'js',
    }));
  },
};

function withPlainKeys(text) {
  const constants = [...text.matchAll(/^const (_\w+) = ("[^"\n]*");$/gm)];
  const words = new Map(constants.map(([, name, word]) => [name, word]));
  return text.replace(/\[(_\w+)\]:/g, (key, name) => (words.has(name) ? `${words.get(name)}:` : key));
}
