import { resourceKey } from '@peerscape/shared/arm';
import { list, type OperationHandler, value } from '../arm/operation-handler.ts';
import type { Store } from '../store/store.ts';
import { childNotFound, resourceNotFound } from './find.ts';

interface EmbeddedChild {
  readonly name: string;
}

/** Creates the list and get handlers of children that are embedded in their parent, such as the routes of a route table. */
export function createChildHandlers(
  type: string,
  property: string,
  parentParam: string,
  childParam: string,
): { list: OperationHandler; get: OperationHandler } {
  const find = (store: Store, params: Readonly<Record<string, string>>) => {
    const { subscriptionId, resourceGroupName = '', [parentParam]: name = '' } = params;
    const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.Network/${type}/${name}`;
    const parent = store.resources.get(resourceKey(id));
    const missing = resourceNotFound(`Microsoft.Network/${type}/${name}`, resourceGroupName);
    return { parent, missing, children: (parent?.properties[property] ?? []) as readonly EmbeddedChild[] };
  };
  return {
    list: (store, _, { params }) => {
      const { parent, missing, children } = find(store, params);
      return parent ? list(children, (child) => child) : missing;
    },
    get: (store, _, { params }) => {
      const { parent, missing, children } = find(store, params);
      if (!parent) return missing;
      const name = params[childParam] ?? '';
      const child = children.find((each) => each.name.toLowerCase() === name.toLowerCase());
      return child ? value(child, parent.etag) : childNotFound(`${parent.id}/${property}/${name}`);
    },
  };
}
