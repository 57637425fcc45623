import type { Operation } from '../aws/operation.ts';
import { steadyNow } from '../base/steady-clock.ts';
import type { CollectContext } from '../kinds/define/collect-context.ts';
import type { Cell } from '../model/cell.ts';
import type { AnsweredCall } from '../store/kept-calls.ts';
import { inFile } from './in-file.ts';

/** Notes what AWS answers to cells at work, and knows what it answered before the scan broke off. */
export interface CallJournal {
  /** What was answered to this call then, and when; undefined: it has to be asked. */
  readonly find: (cell: Cell, call: string) => Pick<AnsweredCall, 'at' | 'output'> | undefined;
  readonly note: (cell: Cell, call: string, output: unknown) => void;
}

/** Where a journal is kept. */
export interface JournalFile {
  readonly noteCall: (call: AnsweredCall) => void;
  readonly notedCall: (account: string, call: string) => Pick<AnsweredCall, 'at' | 'output'> | undefined;
}

/** A journal in a scan file; `isResumed`: that scan broke off, and what it noted is still good. */
export function callJournal(file: JournalFile, isResumed: boolean): CallJournal {
  return {
    find: ({ account }, call) => (isResumed ? inFile(() => file.notedCall(account, call)) : undefined),
    note: ({ id }, call, output) => file.noteCall({ cell: id, call, at: steadyNow(), output }),
  };
}

/** A call as the journal knows it. */
function callName<Input, Output>(
  { region }: Cell,
  { service, name }: Pick<Operation<Input, Output>, 'service' | 'name'>,
  input: Input,
): string {
  return `${region} ${service} ${name} ${JSON.stringify(input)}`;
}

/** Asks what the journal does not know, and notes the answer there. */
export function asNoted(
  cell: Cell,
  region: { readonly onServed: (at?: number) => void },
  journal: CallJournal,
  ask: CollectContext['call'],
): CollectContext['call'] {
  return async (operation, input) => {
    const name = callName(cell, operation, input);
    const noted = journal.find(cell, name);
    if (noted !== undefined && isAnswerTo(operation, noted.output)) {
      region.onServed(noted.at);
      return noted.output;
    }
    const output = await ask(operation, input);
    journal.note(cell, name, output);
    return output;
  };
}

/** True for what was noted when this operation answered: its name is part of what it was noted as. */
function isAnswerTo<Output>(_operation: Operation<never, Output>, noted: unknown): noted is Output {
  return typeof noted === 'object' && noted !== null;
}
