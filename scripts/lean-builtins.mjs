// `import { readFileSync } from 'node:fs'` reads every property of the module, those that Node itself only loads when
// they are asked for among them: the promises of fs, the whole of undici behind http, webcrypto behind crypto. Together
// that took the first frame some 30 ms. process.getBuiltinModule() gives the same module without touching anything.

import { builtinModules } from 'node:module';

const builtins = new Set([...builtinModules, 'sqlite'].filter((name) => !name.startsWith('_')));

export const leanBuiltins = {
  name: 'lean-builtins',
  setup(build) {
    build.onResolve({ filter: /^(node:)?[a-z_/0-9]+$/ }, ({ path, kind }) => {
      const name = path.replace(/^node:/, '');
      if (kind !== 'import-statement' || !builtins.has(name)) return undefined;
      return { path: name, namespace: 'builtin' };
    });
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      // As CommonJS, so that the bundle reads a property where it uses it.
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(`node:${path}`)});`,
      loader: 'js',
    }));
  },
};
