/** Why a row may be in one scan and not in another one, though nobody deleted it. */

/** The settings of a scan by which rows of a kind are left out, and the column that tells of a row whether they do. */
export interface LeftOut {
  /** `created`: `--since` and `--until`; `days`: `--days`, back from the start of the scan; `location type`: `--location-type`. */
  readonly by: 'created' | 'days' | 'location type';
  readonly column: string;
}

/** Executions that began so many days ago AWS no longer lists. */
export const REMEMBERED_DAYS = 30;

/** By when a snapshot was made. */
export const LEFT_OUT_BY_DATE: LeftOut = { by: 'created', column: 'creation_time' };
