/** The tables of VNets and of peerings. */
export { PeeringTable } from './peering-table.tsx';
export { VNetTable } from './vnet-table.tsx';
