/**
 * AMIs of several disks: what of one is a backup of its instance only where all of its snapshots are there. Whether they are
 * the rows of a region tell once all are read.
 */
import { itemTexts } from '../../model/list-items.ts';
import type { FirstColumn } from '../define/derivation.ts';
import type { ImageFacts } from './image-sharing.ts';

/** An AMI and how many snapshots it is made of. */
export type ImageParts = Pick<ImageFacts, 'id' | 'parts'>;

/** As the column has it. */
export function partsText({ id, parts }: ImageParts): string {
  return `${id}: ${parts}`;
}

function partsOf(text: string): ImageParts {
  const [id = '', parts] = text.split(': ');
  return { id, parts: Number(parts) };
}

/** The values of the column `ami_set`; it spoils a backup. */
export const NOT_WHOLE = 'not whole';

/** What no good backup of a volume is. */
export const SPOILED_BY_IMAGE = {
  column: 'ami_set',
  oneOf: [NOT_WHOLE],
  words: 'of AMIs of which not every snapshot is there and completed',
} as const;

/** Fills `ami_set`. */
export const IMAGE_SETS: FirstColumn = {
  fills: 'ami_set',
  reads: ['ami_ids', 'ami_disks', 'status'],
  concerns: "ami_disks <> '[]'",
  values: (rows, { isIncomplete, isLimited }) => {
    const all = rows.map(({ ami_ids: amiIds, ami_disks: disks, status }) => ({
      amis: (itemTexts(disks ?? null) ?? []).map(partsOf),
      // One that has it alone makes it a whole backup by itself.
      isBound: itemTexts(amiIds ?? null)?.length === itemTexts(disks ?? null)?.length,
      isThere: status === 'completed',
    }));
    const completed = new Map<string, number>();
    const read = new Map<string, number>();
    for (const { amis, isThere } of all)
      for (const { id } of amis) {
        read.set(id, (read.get(id) ?? 0) + 1);
        if (isThere) completed.set(id, (completed.get(id) ?? 0) + 1);
      }
    const isWhole = ({ id, parts }: ImageParts): boolean | null => {
      if ((completed.get(id) ?? 0) >= parts) return true;
      // What was not asked for, or not read, may be there.
      const mayBeThere = (isIncomplete || isLimited) && completed.get(id) === read.get(id);
      return mayBeThere ? null : false;
    };
    return all.map(({ amis, isBound }) => {
      if (!isBound) return null;
      const told = amis.map(isWhole);
      if (told.includes(true)) return 'whole';
      return told.includes(null) ? null : NOT_WHOLE;
    });
  },
};
