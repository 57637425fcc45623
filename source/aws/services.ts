/** The files that list a service's operations, which load its SDK client, by the prefix of its IAM actions. */
const SERVICES: Readonly<Record<string, () => Promise<unknown>>> = {
  ec2: () => import('./ec2.ts'),
  rds: () => import('./rds.ts'),
  elasticfilesystem: () => import('./efs.ts'),
  backup: () => import('./backup.ts'),
  datasync: () => import('./datasync.ts'),
};

/** Loads what is needed for these IAM actions, while there is time: before the first cell asks for it. */
export async function loadServices(actions: readonly string[]): Promise<void> {
  const prefixes = new Set(actions.map((action) => action.split(':')[0] ?? ''));
  for (const prefix of prefixes) await SERVICES[prefix]?.();
}
