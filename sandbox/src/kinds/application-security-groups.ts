import { type ArmError, networkError } from '../arm/operation-handler.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { type ResourceKind, referrers } from './resource-kind.ts';
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
    deletionProblem,
  },
};

function deletionProblem(store: Store, { id, key }: StoredResource): ArmError | undefined {
  const users = referrers(store, key, /./);
  if (users.length === 0) return undefined;
  return networkError(
    400,
    'ApplicationSecurityGroupInUse',
    `Application security group ${id} cannot be deleted because it is in use by the following resources: ${users.map((user) => user.id).join(', ')}.`,
  );
}
