import path from 'node:path';
import { closest } from '../base/close-names.ts';
import { terminalSize } from '../base/terminal-size.ts';
import { UsageError } from '../base/usage-error.ts';
import { listKeptScans } from '../store/history/kept-scans.ts';
import { nameScan, unnameScan } from '../store/history/name-scan.ts';
import { prunedScans, pruneScans, type Removal, removeAlone } from '../store/history/prune-scans.ts';
import { wrongScanName } from '../store/history/scan-words.ts';
import { scanFolder } from '../store/scan-folder.ts';
import { UNCUT } from './accounts-output.ts';
import { printedFormatOf } from './flags.ts';
import { historyEnding, historyText, keptWords, pruneLines } from './history-output.ts';
import { namedScanFile, policyOf } from './scan-files.ts';
import type { Session } from './session.ts';

/** What can be done with the history beside listing it: how many words follow, and what they are. */
const ACTIONS = { name: ['SCAN', 'NAME'], unname: ['SCAN'], remove: ['SCAN'], prune: [] } as const;
type Action = keyof typeof ACTIONS;

/** Lists the scans that are kept, names and removes them: `snapdeck history`. */
export async function historyCommand(session: Session, words: readonly string[]): Promise<number> {
  const [verb, ...others] = words;
  if (verb === undefined) return await list(session);
  const action = actionOf(verb);
  if (session.flags.format.length > 0)
    throw new UsageError(`--format is for the list: snapdeck history ${action} prints lines.`);
  const takes = ACTIONS[action];
  if (others.length !== takes.length)
    throw new UsageError(`It is used so: snapdeck history ${[action, ...takes].join(' ')}`);
  if (action === 'prune') return prune(session);
  if (session.flags.dryRun) throw new UsageError('--dry-run is for snapdeck history prune.');
  const [named = '', name = ''] = others;
  const file = await keptFile(named);
  if (action === 'name') return giveName(session, file, name);
  if (action === 'remove') return remove(session, file);
  unnameScan(file);
  say(session, `${keptWords(file)}: no name, and no longer kept for good`);
  return 0;
}

function actionOf(word: string): Action {
  const actions: readonly Action[] = ['name', 'unname', 'remove', 'prune'];
  const action = actions.find((known) => known === word);
  if (action !== undefined) return action;
  const close = closest(word, actions, (one) => [one]);
  const hint = close.length > 0 ? `close: ${close.join(', ')}` : `there are ${actions.join(', ')}`;
  throw new UsageError(`snapdeck history cannot "${word}"; ${hint}.`);
}

async function list({ flags, found }: Session): Promise<number> {
  if (flags.dryRun) throw new UsageError('--dry-run is for snapdeck history prune.');
  const format = printedFormatOf(flags, 'scans');
  const scans = listKeptScans();
  const width = process.stdout.isTTY ? terminalSize(process.stdout).columns : UNCUT;
  process.stdout.write(await historyText(scans, format, found.config.byte_unit, width));
  if (format === 'text' && !flags.quiet)
    process.stderr.write(`${historyEnding(scans, scanFolder(), found.config.byte_unit)}\n`);
  return 0;
}

/** A file of the history: what lies elsewhere is nobody's to name or remove. */
async function keptFile(named: string): Promise<string> {
  const file = await namedScanFile(named);
  const isKept = listKeptScans().some((scan) => scan.id !== null && scan.file === file);
  if (!isKept) throw new UsageError(`${file} is no scan of the history: those are in ${scanFolder()}.`);
  return file;
}

function giveName(session: Session, file: string, name: string): number {
  const wrong = wrongScanName(name);
  if (wrong !== undefined) throw new UsageError(`snapdeck history name ${wrong} (given: ${name}).`);
  nameScan(file, name);
  say(session, `${keptWords(file)}: named ${name}; it stays until it is removed by you`);
  return 0;
}

/** Why a file is still there. */
const REASONS: Readonly<Record<Exclude<Removal, 'gone'>, string>> = {
  open: 'a process has it open',
  stays: 'it is to stay',
  'cannot-write': 'it cannot be written',
};

function remove(session: Session, file: string): number {
  const words = keptWords(file);
  const came = removeAlone(file);
  if (came !== 'gone') {
    process.stderr.write(`snapdeck: ${words} was not removed: ${REASONS[came]} (${file})\n`);
    return 1;
  }
  say(session, `removed ${words}: ${path.basename(file)}`);
  return 0;
}

function prune(session: Session): number {
  const { flags, found } = session;
  const policy = policyOf(found.config);
  const pruned = flags.dryRun ? prunedScans(policy) : pruneScans(policy);
  for (const line of pruneLines(pruned, policy, { isDry: flags.dryRun, unit: found.config.byte_unit }))
    say(session, line);
  return 0;
}

function say({ flags }: Session, line: string): void {
  if (!flags.quiet) process.stdout.write(`${line}\n`);
}
