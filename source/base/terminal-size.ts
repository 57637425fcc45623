/** Width and height of a terminal whose driver does not know them: a serial line, a container, `script`. */
export const USUAL_SIZE = { columns: 80, rows: 24 } as const;

/** A terminal's size in cells; 0 means that its driver does not know. */
export function terminalSize(stream: { readonly columns?: number; readonly rows?: number }): {
  readonly columns: number;
  readonly rows: number;
} {
  return { columns: stream.columns || USUAL_SIZE.columns, rows: stream.rows || USUAL_SIZE.rows };
}
