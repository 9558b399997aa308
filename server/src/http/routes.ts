import { Failure } from '../failure.ts';
import type { RouteReader } from '../work/route-reader.ts';
import type { Handlers } from './api-router.ts';

type RouteOperations = 'readLearnedRoutes' | 'getSubnetInterfaces' | 'readEffectiveRoutes';

/** Creates the handlers of the operations that read routes on demand. `reader` returns undefined for files. */
export function createRouteHandlers(reader: () => RouteReader | undefined): Pick<Handlers, RouteOperations> {
  const requireReader = (): RouteReader => {
    const current = reader();
    if (!current) throw new Failure('not-live', NOT_LIVE);
    return current;
  };
  return {
    readLearnedRoutes: async ({ body }) => ({ readings: await requireReader().readLearned(body.ids) }),
    getSubnetInterfaces: async ({ query }) => ({ interfaces: await requireReader().listInterfaces(query.id) }),
    readEffectiveRoutes: ({ body }) => requireReader().readEffective(body.subnet, body.interface),
  };
}

const NOT_LIVE = {
  title: 'This map was opened from files and is not connected to Azure',
  detail:
    'To read routes, start Peerscape with --azure or on the sandbox. The commands reach and routes take learned routes with --learned',
};
