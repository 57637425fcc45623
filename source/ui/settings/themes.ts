/** The themes: how each tone looks. Contrast and order of the shades are tested on the grounds that are named here. */
import type { Palette } from './looks.ts';

const [, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, GRAY] = [0, 1, 2, 3, 4, 5, 6, 8];

/** For dark grounds, from black to #1e1e2e. */
export const DARK: Palette = {
  plain: {},
  quiet: { text: '#8b949e' },
  title: { bold: true },
  heading: { text: '#58a6ff', bold: true },
  accent: { text: '#58a6ff' },
  good: { text: '#56d37a' },
  busy: { text: '#4ac8d6' },
  warning: { text: '#e3b341' },
  bad: { text: '#ff7b72', bold: true },
  selected: { text: '#ffffff', behind: '#5f3f96' },
  tab: { text: '#0b1420', behind: '#58a6ff', bold: true },
  border: { text: '#444c56' },
  heat1: { text: '#c9d5e3', behind: '#132238' },
  heat2: { text: '#dbe6f3', behind: '#17375e' },
  heat3: { text: '#eef5ff', behind: '#1d5085' },
  heat4: { text: '#ffffff', behind: '#2468ac' },
  heat5: { text: '#06121f', behind: '#5aaef5', bold: true },
};

/** For light grounds, from white to #f0f0f0. */
export const LIGHT: Palette = {
  plain: {},
  quiet: { text: '#57606a' },
  title: { bold: true },
  heading: { text: '#0550ae', bold: true },
  accent: { text: '#0550ae' },
  good: { text: '#116329' },
  busy: { text: '#0a5a66' },
  warning: { text: '#7a4a00' },
  bad: { text: '#b3202c', bold: true },
  selected: { text: '#1d0b33', behind: '#dcc4ff' },
  tab: { text: '#ffffff', behind: '#0550ae', bold: true },
  border: { text: '#b4bcc5' },
  heat1: { text: '#1c2733', behind: '#e4f0fb' },
  heat2: { text: '#14202c', behind: '#c2dcf5' },
  heat3: { text: '#0b1d33', behind: '#93c2ee' },
  heat4: { text: '#061426', behind: '#5aa0e0' },
  heat5: { text: '#ffffff', behind: '#0f559c', bold: true },
};

/** For whoever needs more contrast, on a black ground: text has 7:1 at least. */
export const HIGH_CONTRAST: Palette = {
  plain: { text: '#ffffff' },
  quiet: { text: '#c9d1d9' },
  title: { text: '#ffffff', bold: true },
  heading: { text: '#9ecbff', bold: true },
  accent: { text: '#9ecbff' },
  good: { text: '#7ee787' },
  busy: { text: '#7ce6f0' },
  warning: { text: '#ffdf5d' },
  bad: { text: '#ffaca6', bold: true },
  selected: { text: '#000000', behind: '#ffffff', bold: true },
  tab: { text: '#000000', behind: '#ffdf5d', bold: true },
  border: { text: '#c9d1d9' },
  heat1: { text: '#ffffff', behind: '#001f3f' },
  heat2: { text: '#ffffff', behind: '#00386b' },
  heat3: { text: '#ffffff', behind: '#004b8f' },
  heat4: { text: '#000000', behind: '#6bb5ff' },
  heat5: { text: '#000000', behind: '#b8dcff', bold: true },
};

/** The sixteen colours of the terminal itself, on a dark ground. */
export const ANSI: Palette = {
  plain: {},
  quiet: { text: GRAY },
  title: { bold: true },
  heading: { text: BLUE, bold: true },
  accent: { text: CYAN },
  good: { text: GREEN },
  busy: { text: CYAN },
  warning: { text: YELLOW },
  bad: { text: RED, bold: true },
  selected: { inverse: true },
  tab: { inverse: true },
  border: { text: GRAY },
  heat1: {},
  heat2: {},
  heat3: {},
  heat4: { bold: true },
  heat5: { bold: true },
};

/** The same on a light ground, on which yellow and cyan cannot be read. */
export const ANSI_LIGHT: Palette = {
  ...ANSI,
  accent: { text: BLUE },
  busy: { text: BLUE },
  warning: { text: MAGENTA },
};
