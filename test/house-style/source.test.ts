import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { importsOf, resolveImport, sourceFiles } from './source-files.ts';

const files = sourceFiles('source');
const MOST_LINES = 400;
const ENGINE = ['analysis', 'aws', 'base', 'export', 'kinds', 'model', 'queries', 'scan', 'store'].map(
  (folder) => `source/${folder}/`,
);
const TERMINAL = /^(?:ink|react)(?:$|[-/])/;

/** Files whose text matches, with the first line that does. */
function findings(pattern: RegExp): string[] {
  return files.flatMap(({ name, text }) =>
    text
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${name}:${index + 1}: ${line.trim()}`] : [])),
  );
}

suite('the source', () => {
  test('holds no notes of unfinished work', () => {
    assert.deepEqual(findings(/\b(?:TODO|FIXME|XXX)\b/), []);
  });

  // Casts, `any` and `!` are lint errors; the exceptions, if any, are files named in biome.json. Control characters
  // in patterns are what code that defuses hostile text has to look for.
  test('never silences the compiler or the linter', () => {
    const allowed = /biome-ignore lint\/suspicious\/noControlCharactersInRegex: ./;
    assert.deepEqual(
      findings(/@ts-(?:ignore|nocheck|expect-error)|biome-ignore/).filter((line) => !allowed.test(line)),
      [],
    );
  });

  test(`has no file over ${MOST_LINES} lines`, () => {
    const long = files.filter(({ text }) => text.split('\n').length - 1 > MOST_LINES);
    assert.deepEqual(
      long.map(({ name }) => name),
      [],
    );
  });

  test('asks AWS only to describe, list or get, besides for the credentials to do so', () => {
    const forCredentials = [
      'AssumeRole in source/aws/credentials/assume-role.ts',
      'AssumeRole in source/aws/credentials/roles.ts',
      'AssumeRoleWithWebIdentity in source/aws/credentials/roles.ts',
      'CreateToken in source/aws/credentials/sso.ts',
    ];
    const commands = files
      .filter((file) => importsOf(file).some(({ specifier }) => specifier.startsWith('@aws-sdk/client-')))
      .flatMap(({ name, text }) =>
        [...text.matchAll(/\b([A-Z]\w*)Command\b/g)].map(([, command = '']) => `${command} in ${name}`),
      );
    assert.deepEqual(
      [...new Set(commands)].filter((command) => !/^(?:Describe|List|Get)[A-Z]/.test(command)).sort(),
      forCredentials,
    );
  });

  test('keeps the terminal out of the engine, however long the chain of imports', () => {
    const imports = new Map(files.map((file) => [file.name, importsOf(file)]));
    const offences: string[] = [];
    for (const start of files.filter(({ name }) => ENGINE.some((folder) => name.startsWith(folder)))) {
      const chains = [[start.name]];
      const seen = new Set<string>();
      for (const chain of chains) {
        const name = chain.at(-1) ?? '';
        if (seen.has(name)) continue;
        seen.add(name);
        for (const { specifier } of imports.get(name) ?? []) {
          const next = specifier.startsWith('.') ? resolveImport(name, specifier) : specifier;
          if (TERMINAL.test(next) || next.startsWith('source/ui/'))
            offences.push([...chain, next].join(' > '));
          else chains.push([...chain, next]);
        }
      }
    }
    assert.deepEqual(offences, []);
  });
});

/** Folders of what works without a terminal. */
const BLIND = ['analysis', 'aws', 'export', 'kinds', 'model', 'queries', 'scan', 'store'];

test('what works without a terminal does not look at one', () => {
  const looks = /\bisTTY\b|\bprocess\.std(?:in|out|err)\b|\bterminalSize\b/;
  const all = files.filter(({ name }) => BLIND.some((folder) => name.startsWith(`source/${folder}/`)));
  assert.ok(all.length > 300);
  assert.deepEqual(
    all.flatMap(({ name, text }) => (looks.test(text) ? [name] : [])),
    [],
  );
});

suite('what a module does when it is loaded', () => {
  test('makes nothing that loads the tables of a language: the first frame would wait for it', () => {
    const made = /^(?:export )?const .*\bnew Intl\.(?!Segmenter)\w+/gm;
    const offences = sourceFiles('source').flatMap(({ name, text }) =>
      [...text.matchAll(made)].map(([line]) => `${name}: ${line}`),
    );
    assert.deepEqual(offences, []);
  });
});

suite('the reading of imports', () => {
  test('finds every form', () => {
    const text = [
      "import a, { type B } from './a.ts';",
      "import type { C } from './c.ts';",
      "import {\n  d,\n  e,\n} from 'd';",
      "import './f.ts';",
      "export * from './g.ts';",
      "export { h } from './h.ts';",
      "const lazy = await import('./i.ts');",
      "// words from 'nowhere'",
      "export const from = 'nothing';",
      "type J = import('./j.ts').J;",
    ].join('\n');
    assert.deepEqual(importsOf({ name: 'x.ts', text }), [
      { specifier: './a.ts', line: 1 },
      { specifier: './c.ts', line: 2 },
      { specifier: 'd', line: 6 },
      { specifier: './f.ts', line: 7 },
      { specifier: './g.ts', line: 8 },
      { specifier: './h.ts', line: 9 },
      { specifier: './i.ts', line: 10 },
      { specifier: './j.ts', line: 13 },
    ]);
  });
});
