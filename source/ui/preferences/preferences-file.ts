import fs from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { applicationFolders } from '../../base/application-folders.ts';
import { withHome } from '../../base/home-folder.ts';
import { makeFolder } from '../../base/make-folder.ts';
import { safeText } from '../../base/safe-text.ts';
import { EMPTY_LINE, typedInto } from '../kit/line.ts';
import { checkedPreferences, NO_PREFERENCES, type Preferences } from './preferences.ts';

/** Where the app's preferences are kept. */
export interface PreferencesStore {
  /** What was remembered, and in one line each what of it cannot be used. Never throws. */
  readonly load: () => { readonly preferences: Preferences; readonly faults: readonly string[] };
  /** Throws where it cannot be written. */
  readonly save: (preferences: Preferences) => void;
}

const ids = v.array(v.pipe(v.string(), v.transform(safeText)));
/** As they could be typed: what joins characters stays, since names are looked for by it. */
const lines = v.array(
  v.pipe(
    v.string(),
    v.transform((text) => typedInto(EMPTY_LINE, text).text),
  ),
);
const sortKey = v.object({ column: v.string(), descending: v.boolean() });
const preferencesSchema = v.object({
  views: v.record(
    v.string(),
    v.object({
      sort: v.nullable(sortKey),
      thenBy: v.array(sortKey),
      columns: v.nullable(ids),
      allColumns: v.boolean(),
    }),
  ),
  commands: lines,
  filters: lines,
  // Absent in what earlier versions saved.
  accounts: v.optional(v.record(v.string(), ids), {}),
});

/**
 * The file of the app's preferences: `terminal.json` in `SNAPDECK_DATA_DIR`, else where the system keeps what an
 * application remembers (`~/.local/state/snapdeck` on Linux, beside its data elsewhere); null for a user without a home.
 */
export function preferencesFile(): string | null {
  const folder = withHome(process.env.SNAPDECK_DATA_DIR ?? '') || applicationFolders().state;
  return folder === null ? null : path.resolve(folder, 'terminal.json');
}

/** Preferences of a user who has no place to keep them: those of this run. */
export const UNKEPT_PREFERENCES: PreferencesStore = {
  load: () => ({ preferences: NO_PREFERENCES, faults: [] }),
  save: () => {},
};

/** The preferences in a file, which only its owner can read. One that is unreadable is put aside, not written over. */
export function filePreferences(file: string): PreferencesStore {
  return {
    load: () => {
      let text: string;
      try {
        text = fs.readFileSync(file, 'utf8');
      } catch (error) {
        const isNew = error instanceof Error && 'code' in error && error.code === 'ENOENT';
        return {
          preferences: NO_PREFERENCES,
          faults: isNew ? [] : [`cannot read ${file}: ${reasonOf(error)}`],
        };
      }
      try {
        return checkedPreferences(v.parse(preferencesSchema, JSON.parse(text)));
      } catch {
        const aside = `${file}.unreadable`;
        const kept = movedTo(file, aside) ? `, kept as ${path.basename(aside)}` : '';
        const { dir, base } = path.parse(file);
        return { preferences: NO_PREFERENCES, faults: [`${base} is not what was saved${kept} in ${dir}`] };
      }
    },
    save: (preferences) => {
      makeFolder(path.dirname(file));
      const temporary = `${file}.${process.pid}.tmp`;
      try {
        fs.writeFileSync(temporary, `${JSON.stringify(preferences, null, 2)}\n`, { mode: 0o600 });
        fs.renameSync(temporary, file);
      } catch (error) {
        fs.rmSync(temporary, { force: true });
        throw error;
      }
    },
  };
}

function movedTo(file: string, aside: string): boolean {
  try {
    fs.renameSync(file, aside);
    return true;
  } catch {
    return false;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
