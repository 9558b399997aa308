import { resourceKey } from '../arm/index.ts';
import type { RouteTableChange } from '../handoff/index.ts';
import type { TopologyRows } from '../topology/index.ts';

/** Returns the rows that Azure would show after the changes of route tables. */
export const applyRouteChanges = (rows: TopologyRows, changes: readonly RouteTableChange[]): TopologyRows =>
  changes.reduce(changeRouteTable, rows);

function changeRouteTable(rows: TopologyRows, { id, isNew, routes, subnets }: RouteTableChange): TopologyRows {
  const added = routes.map(({ exists: _, ...route }) => route);
  const names = new Set(routes.map(({ name }) => name));
  const subnetIds = new Set(subnets.map((subnet) => resourceKey(subnet.id)));
  return {
    ...rows,
    routeTables: isNew
      ? [...rows.routeTables, { id, routes: added, subnetIds: subnets.map((subnet) => subnet.id) }]
      : rows.routeTables.map((table) =>
          resourceKey(table.id) === resourceKey(id)
            ? { ...table, routes: [...table.routes.filter(({ name }) => !names.has(name)), ...added] }
            : table,
        ),
    vnets: rows.vnets.map((vnet) => ({
      ...vnet,
      subnets: vnet.subnets.map((subnet) =>
        subnetIds.has(resourceKey(`${vnet.id}/subnets/${subnet.name}`)) ? { ...subnet, routeTableId: id } : subnet,
      ),
    })),
  };
}
