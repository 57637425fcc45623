import assert from 'node:assert/strict';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { renderToString } from 'ink';
import { Frame } from '../../../source/ui/app/app.tsx';
import { textWidth } from '../../../source/ui/kit/text.ts';
import { PLAIN_THEME, type Theme } from '../../../source/ui/kit/theme.ts';
import { themeOf } from '../../../source/ui/settings/colors.ts';
import type { AppState } from '../../../source/ui/state/app-state.ts';

// Frames show local times: the same ones everywhere.
process.env.TZ = 'Asia/Kathmandu';

/** The whole screen of a state as text, drawn by Ink; colours must not change a letter of it. */
export function frame(state: AppState): string {
  const draw = (theme: Theme) => {
    const drawn = renderToString(<Frame state={state} theme={theme} />, { columns: state.size.columns });
    return stripVTControlCharacters(drawn)
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n');
  };
  const text = draw(themeOf('dark', 'dark', state.setting));
  assert.equal(draw(PLAIN_THEME), text);
  const lines = text.split('\n');
  assert.equal(lines.length, state.size.rows, 'the frame is exactly as high as the screen');
  assert.deepEqual(
    lines.filter((line) => textWidth(line) > state.size.columns),
    [],
    'no line is wider than the screen',
  );
  return `${text}\n`;
}

/** Compares a frame with the one that is kept under this name. */
export function checkFrame(test: TestContext, name: string, state: AppState): void {
  const file = path.join(import.meta.dirname, '..', 'frames', `${name}.txt`);
  test.assert.fileSnapshot(frame(state), file, { serializers: [(value) => value] });
}
