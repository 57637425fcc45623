import { Box, Text, useInput, useIsScreenReaderEnabled, usePaste, useStdout } from 'ink';
import { type ReactNode, useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { CLEAR_SCREEN } from '../kit/frame-writer.ts';
import { keyNames } from '../kit/key-names.ts';
import { isTooSmall, SMALLEST, viewHeight } from '../kit/layout.ts';
import { Line, Lines } from '../kit/lines.tsx';
import { rule } from '../kit/rule.ts';
import type { Terminal } from '../kit/terminal.ts';
import type { Theme } from '../kit/theme.ts';
import { useJobControl } from '../kit/use-job-control.ts';
import { useMouse } from '../kit/use-mouse.ts';
import { useTerminalSize } from '../kit/use-terminal-size.ts';
import { tabLine } from '../screen/draw-header.ts';
import { footer } from '../screen/footer.ts';
import { Header } from '../screen/header.tsx';
import { ScreenReaderView } from '../screen/screen-reader-view.tsx';
import { viewLines } from '../screen/view-lines.ts';
import { themeOf } from '../settings/colors.ts';
import type { AppState } from '../state/app-state.ts';
import { typedLine } from '../views/prompt/draw-prompt.ts';
import { QuitView } from '../views/quit/quit-view.tsx';
import type { AppController } from './app-controller.ts';

/** The app: keys go in, the state comes out as a screen. */
export function App({
  controller,
  terminal,
}: {
  readonly controller: AppController;
  readonly terminal: Terminal;
}): ReactNode {
  const { store, press, paste, onRepaint, onSuspend } = controller;
  const state = useSyncExternalStore(store.subscribe, store.state);
  const { theme: name, setting } = state;
  const theme = useMemo(() => themeOf(name, setting.colors), [name, setting.colors]);
  const { write } = useStdout();
  useTerminalSize(controller.resize);
  const reader = useIsScreenReaderEnabled();
  const mouse = state.mouse && !reader;
  const repaint = useCallback(() => {
    // What is read out is Ink's to write.
    if (reader) write(CLEAR_SCREEN);
    else terminal.repaint();
  }, [terminal, write, reader]);
  useMouse(terminal.screen, mouse);
  useJobControl(terminal, onSuspend, repaint);
  useInput((input, key) => press(keyNames(input, key)));
  usePaste(paste);
  useEffect(() => onRepaint(repaint), [onRepaint, repaint]);
  return reader ? <ScreenReaderView state={state} /> : <Frame state={state} theme={theme} />;
}

/** The frame around every view, exactly as large as the terminal. */
export function Frame({ state, theme }: { readonly state: AppState; readonly theme: Theme }): ReactNode {
  const { columns, rows } = state.size;
  const across = useMemo(() => rule(columns, theme), [columns, theme]);
  if (isTooSmall(state.size)) {
    return (
      <Box width="100%" height={rows} alignItems="center" justifyContent="center" overflow="hidden">
        <Text>{`${SMALLEST.columns}x${SMALLEST.rows} needed`}</Text>
      </Box>
    );
  }
  const height = viewHeight(state.size);
  return (
    // Lines are cut to the width already: clipping them there again would take them apart on every frame.
    <Box flexDirection="column" width="100%" height={rows} overflowY="hidden">
      <Header state={state} theme={theme} />
      <Line text={tabLine(state, theme)} />
      <Line text={across} />
      {state.overlay?.kind === 'quit' ? (
        <QuitView scan={state.scan} height={height} />
      ) : (
        <Lines lines={viewLines(state, theme)} height={height} />
      )}
      <Line text={state.input === null ? across : typedLine(state.input, columns, theme)} />
      <Line text={footer(state, theme)} />
    </Box>
  );
}
