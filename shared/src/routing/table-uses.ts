import { lastName, type ResourceKey, resourceKey, vnetIdOfSubnet } from '../arm/index.ts';
import type { RouteTableRow, Topology } from '../topology/index.ts';

/** The subnets of one VNet that use a route table. */
export interface TableUse {
  readonly table: RouteTableRow;
  readonly vnet: ResourceKey;
  readonly subnets: readonly string[];
}

/** Yields each route table once for each VNet with subnets that use it. */
export function* tableUses({ routeTables }: Topology): Iterable<TableUse> {
  for (const table of routeTables) yield* usesOfTable(table);
}

/** Returns the uses of one route table, by VNet. */
export function usesOfTable(table: RouteTableRow): TableUse[] {
  const groups = new Map<ResourceKey, string[]>();
  for (const id of table.subnetIds) {
    const vnet = resourceKey(vnetIdOfSubnet(id));
    groups.set(vnet, [...(groups.get(vnet) ?? []), lastName(id)]);
  }
  return [...groups].map(([vnet, subnets]) => ({ table, vnet, subnets }));
}
