/** Who may launch the images that use a snapshot, which need not be shared itself for that. */
import type { LaunchPermission } from '@aws-sdk/client-ec2';
import { counted } from '../../model/words.ts';
import { type CollectContext, sharedInRegion } from '../define/collect-context.ts';
import { granteeOf } from '../snapshots/across-accounts.ts';
import { NO_ACCOUNTS } from '../snapshots/deletability.ts';
import { SHARING_NOT_CHECKED } from '../snapshots/snapshot-sharing.ts';

type Ec2 = typeof import('../../aws/ec2.ts');

/** What a snapshot's row goes by of an image that uses it. */
export interface ImageFacts {
  readonly id: string;
  /** As the listing says; null: it does not. */
  readonly isPublic: boolean | null;
  /** AWS takes its launch permissions away, and lets nobody give it new ones. */
  readonly isDisabled: boolean;
  /** AWS refuses to deregister it until that is taken away; null: it does not say. */
  readonly isProtected: boolean | null;
  /** How many snapshots it is made of. */
  readonly parts: number;
}

/** Who besides the account may launch the images that use one snapshot, all of them taken together. */
export interface ImageSharing {
  /** True: every account may launch one of them; null: not known. */
  readonly isPublic: boolean | null;
  /** As `Sharing` has it, with ARNs of organizations and of their units; null also where no image uses it. */
  readonly sharedWith: readonly string[] | null;
  /** Why it is unknown though it was asked. */
  readonly problem?: string;
}

/** No image uses the snapshot. */
export const NO_IMAGE: ImageSharing = { isPublic: false, sharedWith: null };

/** The images could not be listed. */
const IMAGES_UNKNOWN: ImageSharing = { isPublic: null, sharedWith: null };

/** What stands for somebody whom AWS names in a way that is not known here. */
export const SOMEBODY = 'not known';

/** Whom launch permissions name: account ids, `all`, ARNs of organizations and units; each once. */
export function grantees(permissions: readonly LaunchPermission[]): readonly string[] {
  const named = permissions.flatMap(({ UserId, Group, OrganizationArn, OrganizationalUnitArn }) => {
    const all = [UserId, Group, OrganizationArn, OrganizationalUnitArn];
    const given = all.flatMap((text) => text || []);
    return given.length === 0 ? [SOMEBODY] : given;
  });
  return [...new Set(named)];
}

/** What the listing of images tells by itself. */
export function listedSharing(images: readonly ImageFacts[] | undefined): ImageSharing {
  if (images === undefined) return IMAGES_UNKNOWN;
  if (images.length === 0) return NO_IMAGE;
  return { isPublic: anyPublic(images), sharedWith: SHARING_NOT_CHECKED.sharedWith };
}

/** Asks who may launch an image. Throws what AWS threw. */
async function launchGrantees(
  context: CollectContext,
  ec2: Ec2,
  ImageId: string,
): Promise<readonly string[]> {
  const input = { ImageId, Attribute: 'launchPermission' } as const;
  const { LaunchPermissions } = await context.call(ec2.describeImageAttribute, input);
  return grantees(LaunchPermissions ?? []);
}

/** Who may launch an image, asked once a region of each, whichever kinds want to know. */
export const granteesInRegion = sharedInRegion((context) => {
  const asked = new Map<string, Promise<readonly string[]>>();
  return (id: string, ec2: Ec2): Promise<readonly string[]> => {
    const known = asked.get(id) ?? launchGrantees(context, ec2, id);
    asked.set(id, known);
    return known;
  };
});

/** Asks who may launch images, of each once however many snapshots it has; one that cannot be shared is not asked. */
export function askedSharing(
  context: CollectContext,
  ec2: Ec2,
): (images: readonly ImageFacts[] | undefined) => Promise<ImageSharing> {
  const granteesOf = granteesInRegion(context);
  const asked = new Map<string, Promise<readonly string[] | undefined>>();
  const of = ({ id, isDisabled }: ImageFacts): Promise<readonly string[] | undefined> => {
    if (isDisabled) return Promise.resolve([]);
    const known = asked.get(id) ?? context.optional(`sharing of ${id}`, granteesOf(id, ec2));
    asked.set(id, known);
    return known;
  };
  return async (images) => {
    const listed = listedSharing(images);
    if (images === undefined || images.length === 0) return listed;
    const answers = await Promise.all(images.map(of));
    const known = answers.filter((answer) => answer !== undefined);
    const sharedWith = [...new Set(known.flat())];
    const isPublic = listed.isPublic === true || sharedWith.includes('all');
    if (known.length === answers.length) return { isPublic, sharedWith };
    return {
      isPublic: isPublic || listed.isPublic,
      sharedWith: null,
      problem: 'who its AMIs are shared with could not be read',
    };
  };
}

function anyPublic(images: readonly ImageFacts[]): boolean | null {
  if (images.some(({ isPublic }) => isPublic === true)) return true;
  return images.every(({ isPublic }) => isPublic === false) ? false : null;
}

/** What a person must know of the images themselves before deregistering them. */
export function imageStateCaveats(
  disabled: readonly string[] | null,
  kept: readonly string[] | null,
): readonly string[] {
  return [
    ...(disabled ?? []).map((id) => `AMI ${id} is disabled: nobody can launch it`),
    ...(kept ?? []).map((id) => `AMI ${id} is protected from deregistration`),
  ];
}

/** Who else may be using the images that use a snapshot, as a person must know before deleting them. */
export function imageCaveats(
  isPublic: boolean | null,
  sharedWith: readonly string[] | null,
): readonly string[] {
  const shared = sharedWith === null ? '' : granteeWords(sharedWith);
  return [
    ...(isPublic === true ? ['AMI is public: any account may be launching it'] : []),
    ...(shared === '' ? [] : [`AMI shared with ${shared}`]),
    ...(sharedWith === null ? ['AMI sharing could not be read'] : []),
  ];
}

/** Those that images are shared with in short: `2 accounts, organization o-1`; empty: nobody, or not asked. */
function granteeWords(sharedWith: readonly string[]): string {
  const all = sharedWith.filter((text) => !NO_ACCOUNTS.includes(text)).map(granteeOf);
  const accounts = all.filter(({ is }) => is === 'account').length;
  const others = all.flatMap((grantee) => {
    if (grantee.is === 'organization') return [`organization ${grantee.id}`];
    return grantee.is === 'unit' ? [`organizational unit ${grantee.id}`] : [];
  });
  const unknown = all.some(({ is }) => is === 'not known') ? ['somebody not known'] : [];
  return [...(accounts === 0 ? [] : [counted(accounts, 'account')]), ...others, ...unknown].join(', ');
}
