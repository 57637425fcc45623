// Why changes of the sources that no test notices may stay. The first group that fits counts. A group is told by the
// mutator, by what is changed and into what, and where that is not enough by the file. What fits none is a gap.

/** What stands where a value is missing: an empty text, list or number. */
const NOTHING =
  /^(?:''|\[\]|0|1|null|undefined|'auto'|'text'|'none'|'unknown'|'unknown (?:region|service|account)')$/;

const GROUPS = [
  {
    reason: 'an example of a row: the tests of the registry ask that it is valid, not what it says',
    file: /-samples?\.ts$/,
  },
  {
    reason: 'what the compiler asks for: a value that is always there stands for one that may be missing',
    mutator: /^OptionalChaining$/,
  },
  {
    reason: 'what the compiler asks for: a value that is always there stands for one that may be missing',
    original: /^[\w.?()[\]'#$ ]+ === (?:undefined|null)$/,
    replacement: /^false$/,
  },
  {
    reason: 'what the compiler asks for: a value that is always there stands for one that may be missing',
    original: /^[\w.?()[\]'#$ ]+ !== (?:undefined|null)$/,
    replacement: /^true$/,
  },
  {
    reason: 'what the compiler asks for: a value that is always there stands for one that may be missing',
    original: /=== (?:undefined|null) \|\| .*=== (?:undefined|null)/,
    replacement: /^false$|&&/,
  },
  {
    reason: 'what the compiler asks for: the type of a value that the database or AWS gives is known',
    original: /^typeof [\w.]+ [=!]== '\w+'(?: (?:&&|\|\|) .*)?$/,
  },
  {
    reason: 'what stands where a value is missing that is always there',
    original: NOTHING,
    uncovered: true,
  },
  {
    reason: 'what stands where a value is missing that is always there',
    original: / \?\? (?:''|\[\]|0|1|null|'\w+')$/,
    replacement: /&&/,
  },
  {
    reason: 'the text of a message or a heading',
    mutator: /^StringLiteral$/,
    original: /[A-Za-z]['’,:;]? ['’$(A-Za-z]/,
  },
  {
    reason: 'the quicker way to the same rows',
    file: /filter\/(?:to-condition|value-counts|query-filter)\.ts$/,
  },
  { reason: 'the quicker way to the same rows', file: /sql-functions\.ts$/ },
  {
    reason: 'beyond the end of a text there is nothing, as before it',
    original: /^\w+ < \w+\.length$/,
    replacement: /<=/,
  },
  { reason: 'the order of two that are equal', original: /^[\w.]+ [<>]=? [\w.]+$/, replacement: /[<>]=? / },
  {
    reason: 'kept to be quicker: what is kept is the same each time',
    file: /derive-snapshots\.ts$/,
    original: /\bdays\b|DAY_MS|^known !== undefined$/,
  },
  { reason: 'made once in a process, before the change', original: /\?\?= /, replacement: /&&=/ },
  {
    reason: 'made once in a process, before the change',
    file: /topology\.ts$/,
    original: /^'en'$|^'base'$|^true$|numeric/,
  },
  {
    reason: 'made when its file is loaded, which is late enough to be counted as reached',
    file: /listed-price\.ts$/,
    mutator: /^ObjectLiteral$/,
  },
  { reason: 'room to begin with, which grows', file: /tally\.ts$/, original: /^16 \* OF_|^\(?index \+ 1/ },
  { reason: 'whether no rows are handed on or nothing is', original: /\.length > 0$/ },
];

/** Why a change may stay that no test notices; undefined where nobody said. */
export function reasonOf({ file, mutator, original, replacement, covered }) {
  return GROUPS.find(
    (group) =>
      (group.file?.test(file) ?? true) &&
      (group.mutator?.test(mutator) ?? true) &&
      (group.original?.test(original) ?? true) &&
      (group.replacement?.test(replacement) ?? true) &&
      (group.uncovered === undefined || group.uncovered !== covered),
  )?.reason;
}
