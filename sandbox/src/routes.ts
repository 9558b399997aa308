import { createRouteTable, type Route } from './arm/route.ts';
import { effectiveRoutes } from './effective/routes.ts';
import type { GraphIndex } from './graph/graph-index.ts';
import { createResourceGraphHandler, GRAPH_SHAPE } from './graph/resource-graph.ts';
import { networkRoutes } from './network/routes.ts';
import { createDeploymentRoutes, resourceRoutes } from './resources/routes.ts';

/** Returns the routes of all operations that the sandbox serves. */
export const createRoutes = (graph: GraphIndex): readonly Route[] => [
  ...resourceRoutes,
  ...createDeploymentRoutes(createRouteTable(networkRoutes)),
  ...networkRoutes,
  ...effectiveRoutes,
  {
    id: 'ResourceGraph_Resources',
    method: 'POST',
    path: '/providers/Microsoft.ResourceGraph/resources',
    body: GRAPH_SHAPE,
    run: createResourceGraphHandler(graph),
  },
];
