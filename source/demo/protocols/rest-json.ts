import type { Answer, ServiceError, ServiceName, WireAnswer } from './call.ts';
import { writeJson } from './json.ts';

/** An operation by its method and path; `{Name}` in a path is a parameter. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly operation: string;
}

export const routes: Readonly<Partial<Record<ServiceName, readonly Route[]>>> = {
  elasticfilesystem: [{ method: 'GET', path: '/2015-02-01/file-systems', operation: 'DescribeFileSystems' }],
  backup: [
    { method: 'GET', path: '/backup-vaults', operation: 'ListBackupVaults' },
    { method: 'GET', path: '/backup/plans', operation: 'ListBackupPlans' },
    { method: 'GET', path: '/legal-holds', operation: 'ListLegalHolds' },
    { method: 'GET', path: '/resources', operation: 'ListProtectedResources' },
    {
      method: 'GET',
      path: '/legal-holds/{LegalHoldId}/recovery-points',
      operation: 'ListRecoveryPointsByLegalHold',
    },
    {
      method: 'GET',
      path: '/backup-vaults/{BackupVaultName}/recovery-points',
      operation: 'ListRecoveryPointsByBackupVault',
    },
    {
      method: 'GET',
      path: '/resources/{ResourceArn}/recovery-points',
      operation: 'ListRecoveryPointsByResource',
    },
  ],
  'docdb-elastic': [
    { method: 'GET', path: '/cluster-snapshots', operation: 'ListClusterSnapshots' },
    { method: 'GET', path: '/clusters', operation: 'ListClusters' },
  ],
  rbin: [
    { method: 'POST', path: '/list-rules', operation: 'ListRules' },
    { method: 'GET', path: '/rules/{Identifier}', operation: 'GetRule' },
  ],
  dlm: [{ method: 'GET', path: '/policies', operation: 'GetLifecyclePolicies' }],
  awsssoportal: [
    { method: 'GET', path: '/assignment/accounts', operation: 'ListAccounts' },
    { method: 'GET', path: '/assignment/roles', operation: 'ListAccountRoles' },
    { method: 'GET', path: '/federation/credentials', operation: 'GetRoleCredentials' },
  ],
  account: [
    { method: 'POST', path: '/getAccountInformation', operation: 'GetAccountInformation' },
    { method: 'POST', path: '/listRegions', operation: 'ListRegions' },
  ],
};

export interface RoutedRequest {
  readonly operation: string;
  /** What the path's labels stand for. */
  readonly labels: Readonly<Record<string, string>>;
}

export function routeRequest(service: ServiceName, method: string, path: string): RoutedRequest | undefined {
  const given = path.replace(/\/+$/, '').split('/');
  for (const route of routes[service] ?? []) {
    const wanted = route.path.split('/');
    if (route.method !== method || wanted.length !== given.length) continue;
    const labels: Record<string, string> = {};
    const fits = wanted.every((part, index) => {
      const text = decodeURIComponent(given[index] ?? '');
      if (!part.startsWith('{')) return part === text;
      labels[part.slice(1, -1)] = text;
      return text !== '';
    });
    if (fits) return { operation: route.operation, labels };
  }
  return undefined;
}

const headers = { 'content-type': 'application/json' };

export function writeRestAnswer({ body }: Answer): WireAnswer {
  return { status: 200, headers, body: writeJson(body) };
}

/** EFS and Backup put a code of their own beside the message; the error's name is in the header. */
export function writeRestError(
  service: ServiceName,
  { code, status, message, details }: ServiceError,
): WireAnswer {
  const body = service === 'account' ? { message, ...details } : { message, Message: message, ...details };
  return {
    status,
    headers: { ...headers, 'x-amzn-errortype': `${code}:http://internal.amazon.com/coral/` },
    body: writeJson(body),
  };
}
