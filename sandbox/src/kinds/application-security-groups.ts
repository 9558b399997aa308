import { refuseWhileUsed } from './refuse-while-used.ts';
import type { ResourceKind } from './resource-kind.ts';
import { RESOURCE_SHAPE } from './shapes.ts';

export const applicationSecurityGroups: ResourceKind = {
  group: 'ApplicationSecurityGroups',
  type: 'applicationSecurityGroups',
  listInSubscription: 'ListAll',
  write: {
    body: { ...RESOURCE_SHAPE, properties: { resourceGuid: 'string', provisioningState: 'string' } },
    takes: 'resource',
    retryAfter: 10,
    build: () => ({ properties: {} }),
    deletionProblem: refuseWhileUsed({
      code: 'ApplicationSecurityGroupInUse',
      message: ({ id }, users) =>
        `Application security group ${id} cannot be deleted because it is in use by the following resources: ${users}.`,
    }),
  },
};
