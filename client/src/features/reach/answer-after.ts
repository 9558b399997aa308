import { resourceKey } from '@peerscape/shared/arm';
import type { RouteTableChange } from '@peerscape/shared/handoff';
import { applyPlan, makePlan } from '@peerscape/shared/plan';
import { type Answer, createReach, type LearnedRoutes, type Question } from '@peerscape/shared/reach';
import { buildTopology, type Topology, type TopologyRows } from '@peerscape/shared/topology';
import type { WayOut } from './ways-out.ts';

/** Answers a question as if a way out was already taken. `topology` is that of the rows. */
export function answerAfter(
  topology: Topology,
  rows: TopologyRows,
  { intents, routes }: Pick<WayOut, 'intents' | 'routes'>,
  question: Question,
  learned: LearnedRoutes,
): Answer {
  const after = routes.reduce(changeRouteTable, applyPlan(rows, makePlan(topology, intents)));
  return createReach(buildTopology(after), learned).answer(question);
}

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
