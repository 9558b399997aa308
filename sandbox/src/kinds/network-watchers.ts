import type { ResourceKind } from './resource-kind.ts';
import { RESOURCE_SHAPE } from './shapes.ts';

export const networkWatchers: ResourceKind = {
  group: 'NetworkWatchers',
  type: 'networkWatchers',
  listInSubscription: 'ListAll',
  write: {
    body: { ...RESOURCE_SHAPE, properties: { provisioningState: 'string' } },
    takes: 'resource',
    isImmediate: () => true,
    build: () => ({ properties: { runningOperationIds: [] } }),
  },
};
