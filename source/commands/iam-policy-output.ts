import { UsageError } from '../base/usage-error.ts';
import { RESOURCE_KINDS } from '../kinds/registry.ts';
import { checkKinds } from './config.ts';
import type { Flags } from './flags.ts';
import { iamPolicyCommand } from './iam-policy.ts';

/** Prints the least policy for the chosen kinds. */
export function printIamPolicy(flags: Flags): number {
  const chosen = checkKinds(flags.kind, '--kind');
  try {
    const policy = iamPolicyCommand({
      kinds: RESOURCE_KINDS.filter((kind) => chosen.includes(kind.id)),
      partition: flags.partition,
      attributes: flags.attributes,
      tags: flags.tags,
    });
    process.stdout.write(`${policy.trimEnd()}\n`);
    return 0;
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--partition: ${error.message}`, { cause: error });
    throw error;
  }
}
