import { list, type OperationHandler } from '../arm/operation-handler.ts';
import { REGIONS } from '../arm/regions.ts';

export const listLocations: OperationHandler = (_store, _clock, { params: { subscriptionId = '' } }) =>
  list(REGIONS, ([name, displayName, geographyGroup]) => ({
    id: `/subscriptions/${subscriptionId}/locations/${name}`,
    name,
    type: 'Region',
    displayName,
    regionalDisplayName: `(${geographyGroup}) ${displayName}`,
    metadata: { regionType: 'Physical', regionCategory: 'Recommended', geographyGroup, geography: geographyGroup },
  }));
