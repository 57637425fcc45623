/** The questions of an export: which rows, in which format, where to. */

import type { ExportSelection } from '../../../export/export-request.ts';
import { findKind } from '../../../kinds/registry.ts';
import { EXPORT_FORMATS } from '../../../model/export-format.ts';
import { totalsOfScan } from '../../../model/totals.ts';
import { counted } from '../../../model/words.ts';
import { filterOfKinds } from '../../../store/filter/filter-of-kinds.ts';
import { allFilters, isValue } from '../../../store/filter/write-terms.ts';
import type { Command } from '../../kit/key-binding.ts';
import { kindFacts } from '../../kit/kinds.ts';
import { edited, lineOf, typedInto } from '../../kit/line.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import { type ExportForm, type ExportWhat, FORM_FIELDS } from '../../state/export-form.ts';
import { listedSelection, listedWords, markedSelection, markedWords } from '../../state/selections.ts';
import { NO_FILTER } from '../../state/table.ts';

/** A choice of rows with its words. */
export interface WhatChoice {
  readonly what: ExportWhat;
  readonly words: string;
}

/** The form as it opens: on the marked rows, else on the rows of the open table, else on everything. */
export function openedForm(state: AppState): ExportForm {
  const table = openTable(state);
  const what = table === undefined ? 'everything' : table.marked.size > 0 ? 'marked' : 'view';
  return { field: 'what', what, format: 'xlsx', where: lineOf(state.setting.exportFolder) };
}

/** The rows that can be chosen from where the person is. */
export function whatChoices(state: AppState): readonly WhatChoice[] {
  const table = openTable(state);
  const rows = state.scan === null ? 0 : totalsOfScan(state.scan).rows;
  const all: WhatChoice = { what: 'everything', words: `everything: ${counted(rows, 'row')} of the scan` };
  if (table === undefined) return [all];
  const view: WhatChoice = { what: 'view', words: `this view as filtered: ${listedWords(table)}` };
  const { size } = table.marked;
  const marked = size === 0 ? [] : [{ what: 'marked', words: `the ${markedWords(table)}` } as const];
  const filter = filterOfAll(state);
  const filtered =
    filter === null ? [] : [{ what: 'filtered', words: `every kind as filtered: ${filter.text}` } as const];
  return [view, ...marked, ...filtered, all];
}

/** The filter of the open table as rows of every kind can be asked for by it. */
export interface FilterOfAll {
  readonly text: string;
  /** The kinds that lack fields of it, so that none of their rows passes. */
  readonly lacking: readonly { readonly kind: string; readonly fields: readonly string[] }[];
}

/** Null where nothing narrows the open table down, or something that only it has. */
export function filterOfAll(state: AppState): FilterOfAll | null {
  const { scan } = state;
  const filter = openTable(state)?.filter ?? NO_FILTER;
  const { region, kind, finding, faults } = filter;
  if (scan === null || finding !== undefined || faults === true) return null;
  const within = [region && isValue('region', region), kind && isValue('kind', kind)];
  const text = allFilters([filter.text, ...within.flatMap((term) => term ?? [])]);
  const read = filterOfKinds(
    text,
    scan.kinds.flatMap((id) => findKind(id) ?? []),
  );
  if (text === '' || 'error' in read) return null;
  const without = read.ok.filter(({ lacking }) => lacking.length > 0);
  return {
    text,
    lacking: without.map((one) => ({ kind: kindFacts(one.kind).title, fields: one.lacking })),
  };
}

/** What the answers select of one tab; undefined: rows of every kind. */
export function selectionOf(state: AppState, form: ExportForm): ExportSelection | undefined {
  const table = openTable(state);
  if (table === undefined || form.what === 'everything' || form.what === 'filtered') return undefined;
  return form.what === 'view' ? listedSelection(table) : markedSelection(table);
}

/** The form after a command; null: closed. */
export function afterFormCommand(state: AppState, form: ExportForm, command: Command): ExportForm | null {
  switch (command) {
    case 'escape':
      return null;
    case 'up':
    case 'down':
      return { ...form, field: turned(FORM_FIELDS, form.field, command === 'up' ? -1 : 1) };
    case 'left':
    case 'right':
      if (form.field !== 'where') return withTurnedChoice(state, form, command === 'left' ? -1 : 1);
  }
  return form.field === 'where' ? { ...form, where: edited(form.where, command) } : form;
}

/** The form after text was typed: it is for the path, a blank also turns to the next choice. */
export function formTyped(state: AppState, form: ExportForm, text: string): ExportForm {
  if (form.field === 'where') return { ...form, where: typedInto(form.where, text) };
  return text === ' ' ? withTurnedChoice(state, form, 1) : form;
}

function withTurnedChoice(state: AppState, form: ExportForm, step: 1 | -1): ExportForm {
  if (form.field === 'format') return { ...form, format: turned(EXPORT_FORMATS, form.format, step) };
  const choices = whatChoices(state).map(({ what }) => what);
  return { ...form, what: turned(choices, form.what, step) };
}

/** The next or former one, round and round. */
function turned<One>(all: readonly One[], one: One, step: 1 | -1): One {
  return all[(all.indexOf(one) + step + all.length) % all.length] ?? one;
}
