import type { RelatedSharing, SharedWith } from '../../../analysis/related-sharing.ts';
import { oneLine } from '../../../base/one-line.ts';
import { formatCount } from '../../../model/format.ts';
import { counted } from '../../../model/words.ts';

/** More than these are counted. */
const MOST_NAMED = 8;

/** With whom something is shared, a line each, and last what was made of it; `note`: why there may be more of that. */
export function sharingLines(sharing: RelatedSharing, note: string): readonly string[] {
  const ids = sharing.of.map(oneLine).join(', ');
  const subject = sharing.of.length > 1 ? `one of ${ids}` : ids;
  const grantees = typeof sharing.with === 'string' ? [] : (sharing.with ?? []);
  const more = grantees.length - MOST_NAMED;
  return [
    `${subject}: ${stateWords(sharing, grantees)}`,
    ...grantees.slice(0, MOST_NAMED).map(granteeWords),
    ...(more > 0 ? [`and ${formatCount(more)} more`] : []),
    madeWords(sharing, note),
  ];
}

function stateWords({ isPublic, with: known }: RelatedSharing, grantees: readonly SharedWith[]): string {
  const open = isPublic === true ? ['public, every AWS account may launch it'] : [];
  if (known === 'not asked') return [...open, 'sharing not checked (--attributes)'].join('; ');
  if (known === null) return [...open, 'who it is shared with could not be read'].join('; ');
  if (grantees.length === 0) return open[0] ?? 'private';
  const count = (is: SharedWith['is'], noun: string): readonly string[] => {
    const those = grantees.filter((grantee) => grantee.is === is).length;
    return those === 0 ? [] : [counted(those, noun)];
  };
  const words = [
    ...count('account', 'account'),
    ...count('organization', 'organization'),
    ...count('unit', 'organizational unit'),
    ...count('not known', 'other'),
  ];
  return [...open, `shared with ${words.join(', ')}`].join('; ');
}

function granteeWords(grantee: SharedWith): string {
  if (grantee.is === 'not known') return 'somebody whom AWS names in a way that is not known here';
  const { isWithin, words } = grantee;
  const outside = isWithin === false ? ' outside of this organization' : '';
  const whose = isWithin === true ? ' of this organization' : outside;
  if (grantee.is === 'account')
    return `account ${words}${whose}${grantee.isScanned ? '' : ' is not in this scan'}`;
  if (grantee.is === 'unit') return `organizational unit ${words}${whose}`;
  if (isWithin === true) return `all of this organization, ${words}`;
  return `organization ${words}${isWithin === null ? '' : ', not this one'}`;
}

function madeWords({ made }: RelatedSharing, note: string): string {
  const [plus, why] = note === '' ? ['', ''] : ['+', ` (${note})`];
  if (made.count === 0) {
    const soFar = note === '' ? '' : ` as far as it was read (${note})`;
    return `no ${made.title} with snapshots in this scan are made of this snapshot${soFar}`;
  }
  const isOne = made.count === 1 && plus === '';
  const those = `${formatCount(made.count)}${plus} ${isOne ? made.title.replace(/s$/, '') : made.title}`;
  const accounts = `${formatCount(made.accounts)}${plus} account${made.accounts === 1 && plus === '' ? '' : 's'}`;
  return `${those} with snapshots, in ${accounts} of this scan, ${isOne ? 'is' : 'are'} made of this snapshot${why}`;
}
