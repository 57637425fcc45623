import { collectionOf } from '../estate/collection.ts';
import { fail } from '../protocols/call.ts';
import type { Operations } from './operation.ts';
import { type Paging, pageOf } from './paging.ts';

const badRequest = (message: string): never => fail('BadRequest', 400, message, { ErrorCode: 'BadRequest' });

const paging: Paging = {
  size: 'MaxItems',
  token: 'Marker',
  nextToken: 'NextMarker',
  list: 'FileSystems',
  // EFS takes more than 100, and then returns 100.
  limits: { low: 1, high: Number.MAX_SAFE_INTEGER, default: 100 },
  badSize: (value) => badRequest(`invalid max items: ${value}`),
  badToken: () => badRequest('invalid marker'),
};

export const elasticfilesystem: Operations = {
  DescribeFileSystems: (call, { region }) => {
    const { parameters } = call;
    const id = parameters.text('FileSystemId');
    const marker = parameters.text('Marker');
    const more = marker === undefined ? {} : { Marker: marker };
    if (id !== undefined) {
      const row =
        region.efs.fileSystemById(id.slice(id.lastIndexOf('/') + 1)) ??
        fail('FileSystemNotFound', 404, `File system '${id}' does not exist.`, {
          ErrorCode: 'FileSystemNotFound',
        });
      return pageOf(call, collectionOf([row]), paging, { more });
    }
    const asked = Number(parameters.text('MaxItems') ?? 100);
    const limits = { ...paging.limits, default: Math.min(100, asked) };
    return pageOf(call, region.efs.fileSystems, asked > 100 ? { ...paging, size: '', limits } : paging, {
      more,
    });
  },
};
