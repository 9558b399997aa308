import { defineKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

export const circuits = defineKind({
  armType: 'Microsoft.Network/expressRouteCircuits',
  label: 'ExpressRoute circuits',
  isOnlyForPaths: true,
  /** The state is serviceProviderProvisioningState. */
  fields: { id: 'id', state: 'text?' },
});

export type CircuitRow = RowOf<typeof circuits.fields>;
