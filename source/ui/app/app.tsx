import { Box, Text, useInput, useIsScreenReaderEnabled, usePaste, useStdout } from 'ink';
import { type ReactNode, useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { CLEAR_SCREEN } from '../kit/frame-writer.ts';
import { keyNames } from '../kit/key-names.ts';
import { isTooSmall, SMALLEST, viewHeight } from '../kit/layout.ts';
import { Lines } from '../kit/lines.tsx';
import type { Terminal } from '../kit/terminal.ts';
import type { Theme } from '../kit/theme.ts';
import { useJobControl } from '../kit/use-job-control.ts';
import { useMouse } from '../kit/use-mouse.ts';
import { useTerminalSize } from '../kit/use-terminal-size.ts';
import { drawScreen } from '../screen/draw-screen.ts';
import { Header } from '../screen/header.tsx';
import { MiddleView } from '../screen/middle-view.tsx';
import { ScreenReaderView } from '../screen/screen-reader-view.tsx';
import { themeOf } from '../settings/colors.ts';
import type { AppState } from '../state/app-state.ts';
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
  const { theme: name, ground, setting } = state;
  const theme = useMemo(() => themeOf(name, ground, setting), [name, ground, setting]);
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
  const { rows } = state.size;
  if (isTooSmall(state.size)) {
    return (
      <Box width="100%" height={rows} alignItems="center" justifyContent="center" overflow="hidden">
        <Text>{`${SMALLEST.columns}x${SMALLEST.rows} needed`}</Text>
      </Box>
    );
  }
  const height = viewHeight(state.size);
  const { tabs, across, view, typed } = drawScreen(state, theme);
  return (
    // Lines are cut to the width already: clipping them there again would take them apart on every frame.
    <Box flexDirection="column" width="100%" height={rows} overflowY="hidden">
      <Header state={state} theme={theme} />
      <Lines lines={[...tabs.lines, ...across.lines]} height={2} />
      {view.middle === undefined ? (
        <Lines lines={view.lines} height={height} />
      ) : (
        <MiddleView middle={view.middle} height={height} />
      )}
      <Lines lines={typed.lines} height={2} />
    </Box>
  );
}
