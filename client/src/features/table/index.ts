/** The VNet table and the peering table. */
export { PeeringTable } from './peering-table.tsx';
export { VNetTable } from './vnet-table.tsx';
