import type { TransferCalendar } from '../../analysis/transfers/calendar-days.ts';

/** The calendar of transfers. */
export interface CalendarState {
  readonly open: boolean;
  /** Null until it was read. */
  readonly calendar: TransferCalendar | null;
  readonly error: string | null;
  /** Tasks stand beside those that need the same agent. */
  readonly byAgent: boolean;
  /** Which line of a task the cursor is on. */
  readonly cursor: number;
  /** Which day, counted back from the last one, which is 0. */
  readonly daysBack: number;
  readonly top: number;
}

/** The calendar before it was opened. */
export const initialCalendar: CalendarState = {
  open: false,
  calendar: null,
  error: null,
  byAgent: false,
  cursor: 0,
  daysBack: 0,
  top: 0,
};
