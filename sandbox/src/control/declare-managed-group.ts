import type { SandboxContext } from '../context.ts';
import { ControlProblem, type Fields, readString, rejectUnknownFields } from './fields.ts';

/** Marks a resource group as managed by another resource, with a deny assignment if it has a name; without `managedBy`, as not managed. */
export function declareManagedGroup({ store }: SandboxContext, fields: Fields): unknown {
  rejectUnknownFields(fields, ['group', 'managedBy', 'denyAssignment']);
  const id = readString(fields, 'group') ?? '';
  const found = [...store.groups].find(([, group]) => group.id.toLowerCase() === id.toLowerCase());
  if (!found) throw new ControlProblem(`"group" must be the id of a resource group; got "${id}"`);
  const [managedBy, name] = [readString(fields, 'managedBy'), readString(fields, 'denyAssignment')];
  const [key, { id: groupId, name: groupName, subscriptionId, location }] = found;
  store.groups.set(key, {
    id: groupId,
    name: groupName,
    subscriptionId,
    location,
    ...(managedBy !== undefined && { managedBy }),
    ...(name !== undefined && { denyAssignment: { id: store.newGuid(), name } }),
  });
  return { group: groupId, managedBy, denyAssignment: name };
}
