import { list, type OperationHandler } from '../arm/operation-handler.ts';
import type { StoredGroup } from '../store/store.ts';
import { scopeOf } from './permissions.ts';

/** Lists the deny assignments at the scope, above it and below it. In the sandbox they are at managed resource groups only. */
export const listDenyAssignments: OperationHandler = (store, _, { params }) => {
  const scope = `${scopeOf(params)}/`.toLowerCase();
  const related = [...store.groups.values()].filter(({ id, denyAssignment }) => {
    const group = `${id}/`.toLowerCase();
    return denyAssignment !== undefined && (group.startsWith(scope) || scope.startsWith(group));
  });
  return list(related, toWireDenyAssignment);
};

/** Actions that the deny assignment of a managed resource group blocks for all callers. */
const DENIED_ACTIONS = ['*/write', '*/delete'];

const toWireDenyAssignment = ({ id, denyAssignment }: StoredGroup) => ({
  properties: {
    denyAssignmentName: denyAssignment?.name,
    description: null,
    permissions: [{ actions: DENIED_ACTIONS, notActions: [], dataActions: [], notDataActions: [] }],
    scope: id,
    doNotApplyToChildScopes: false,
    principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
    excludePrincipals: [],
    isSystemProtected: true,
  },
  id: `${id}/providers/Microsoft.Authorization/denyAssignments/${denyAssignment?.id}`,
  type: 'Microsoft.Authorization/denyAssignments',
  name: denyAssignment?.id,
});
