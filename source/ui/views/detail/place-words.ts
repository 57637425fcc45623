import type { RelatedPlace } from '../../../analysis/related-place.ts';
import { oneLine } from '../../../base/one-line.ts';
import { PHASES } from '../../kit/cells.ts';

/** What is said where nothing was found. */
export interface NothingFound {
  readonly text: string;
  /** Nobody could look there. */
  readonly doubtful: boolean;
}

/** Why nothing was found where something would be: what was not read is never called gone. */
export function nothingFound(place: RelatedPlace): NothingFound {
  if (place.by === 'id')
    return { text: `${oneLine(place.id)} is not in this scan; AWS does not say whose it is`, doubtful: true };
  const { part, region } = place;
  const account = `account ${place.account}`;
  switch (part.is) {
    case 'account not in scan':
      return { text: `${account} is not in this scan`, doubtful: true };
    case 'part not in scan':
      return { text: `${oneLine(region)} of ${account} is not in this scan`, doubtful: true };
    case 'not active':
      return { text: `${account} is not active: nothing was asked of it`, doubtful: true };
    case 'not read yet':
      return { text: `${account} has not been read yet`, doubtful: true };
    case 'not read':
      return { text: `${account} was not read: ${PHASES[part.phase].word}`, doubtful: true };
    case 'read in part':
      return { text: `none found, ${account} was read in part`, doubtful: true };
    case 'read':
      return { text: `none found in ${account}`, doubtful: false };
  }
}

/** The account that something was found in, where that is another one than the row's. */
export function foundIn(place: RelatedPlace | null): string {
  return place?.by !== 'arn' || place.isOwn ? '' : `account ${place.account}: `;
}
