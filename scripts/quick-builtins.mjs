// Imported as ESM, node:http has all that it exports read, and so Node's whole fetch() loaded, which stands behind its
// `WebSocket`; every process and thread that asks AWS paid for that. Taken from Node as it is, it loads what is used.

const HTTP = /^(?:node:)?(https?)$/;

export const quickBuiltins = {
  name: 'quick-builtins',
  setup(build) {
    build.onResolve({ filter: HTTP }, ({ path, kind }) =>
      kind === 'require-call' ? undefined : { path: HTTP.exec(path)?.[1], namespace: 'quick-builtin' },
    );
    build.onLoad({ filter: /./, namespace: 'quick-builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('node:${path}');`,
      loader: 'js',
    }));
  },
};
