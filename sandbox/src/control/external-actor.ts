import { HALF_TYPE, resourceKey } from '@peerscape/shared/arm';
import type { Call, HandlerResult } from '../arm/operation-handler.ts';
import type { SandboxContext } from '../context.ts';
import type { Caller } from '../store/access.ts';
import { completeOperation } from '../store/operations.ts';
import type { Store } from '../store/store.ts';
import { ControlProblem, type Fields, readObject, readString, readStrings, rejectUnknownFields } from './fields.ts';

/** Caller with all permissions that stands for another operator. */
const EXTERNAL_CALLER: Caller = { objectId: 'external', name: 'external', tenantId: 'external', auxiliaryTenants: [], unlimited: true };
const API_VERSION = '2025-05-01';

const FIELDS = ['action', 'id', 'properties', 'addressSpace', 'location', 'tags'];
const ACTIONS = ['put-half', 'sync-half', 'delete-half', 'put-vnet', 'delete-vnet'];

/** Makes a change as another operator, with the same behavior and checks as an ARM request; completes at once. */
export function runExternalAction(context: SandboxContext, fields: Fields): unknown {
  rejectUnknownFields(fields, FIELDS);
  const action = readString(fields, 'action') ?? '';
  const name = readString(fields, 'id');
  if (name === undefined) throw new ControlProblem('"id" is required: the ARM ID of a VNet or half, VNET, or VNET/HALF');
  if (!ACTIONS.includes(action)) throw new ControlProblem(`"action" must be one of ${ACTIONS.join(', ')}; got "${action}"`);
  const id = action.endsWith('half') ? halfId(context.store, name) : vnetIdOf(context.store, name);
  const method = action.startsWith('delete') ? 'DELETE' : 'PUT';
  const body = method === 'PUT' ? bodyFor(context, action, id, fields) : undefined;
  return toResult(perform(context, method, id, body, action === 'sync-half' ? { syncremoteaddressspace: 'true' } : {}));
}

/** Merges the fields into the current resource, because PUT replaces it as a whole. */
function bodyFor(context: SandboxContext, action: string, id: string, fields: Fields): unknown {
  const current = perform(context, 'GET', id, undefined, {});
  const before = current.kind === 'value' ? (current.body as { properties?: object; location?: string; tags?: object }) : {};
  const space = readStrings(fields, 'addressSpace');
  const properties = {
    ...before.properties,
    ...(readObject(fields, 'properties') ?? {}),
    ...(space && { addressSpace: { addressPrefixes: space } }),
  };
  if (action !== 'put-vnet') return { properties: { ...defaultRemote(context.store, id), ...properties } };
  const tags = readObject(fields, 'tags') ?? before.tags;
  return { location: readString(fields, 'location') ?? before.location ?? 'westeurope', ...(tags && { tags }), properties };
}

function perform(
  { store, clock, table }: SandboxContext,
  method: string,
  id: string,
  body: unknown,
  query: Record<string, string>,
): HandlerResult {
  const match = table.match(method, id);
  if (!match) throw new ControlProblem(`"${id}" is not the ID of a VNet or a half`);
  const call: Call = {
    params: match.params,
    query: new Map(Object.entries(query)),
    body,
    caller: EXTERNAL_CALLER,
    apiVersion: API_VERSION,
    origin: 'https://sandbox',
  };
  const answer = match.route.run(store, clock, call);
  if (answer.kind === 'started') completeOperation(store, answer.operation);
  return answer;
}

function toResult(answer: HandlerResult): unknown {
  if (answer.kind === 'error') return { done: false, error: { code: answer.code, message: answer.message } };
  return { done: true };
}

/** Returns an ARM ID as given, or the ID of the only VNet with that name. */
function vnetIdOf(store: Store, name: string): string {
  if (name.startsWith('/')) return name;
  const found = [...store.vnets.values()].filter((vnet) => vnet.name.toLowerCase() === name.toLowerCase());
  return requireSingle(found, name, 'VNet').id;
}

function halfId(store: Store, name: string): string {
  if (name.startsWith('/')) return name;
  const [vnet = '', half = ''] = name.split('/');
  if (half === '') throw new ControlProblem(`"${name}" is not a half; specify VNET/HALF or its ARM ID`);
  const owner = vnetIdOf(store, vnet);
  const toRemote = store.halvesOf(resourceKey(owner)).find((each) => each.name === half || each.remoteId.endsWith(`/${half}`));
  return toRemote?.id ?? `${owner}/${HALF_TYPE.split('/').pop()}/${half}`;
}

function requireSingle<T extends { readonly id: string }>(found: readonly T[], name: string, kind: string): T {
  const [first, ...others] = found;
  if (!first) throw new ControlProblem(`no ${kind} is named "${name}"`);
  if (others.length > 0) throw new ControlProblem(`${found.length} ${kind}s are named "${name}"; specify the ARM ID`);
  return first;
}

/** Returns the default remote of a new half: the VNet with the same name. */
function defaultRemote(store: Store, halfId: string): object {
  const name = halfId.slice(halfId.lastIndexOf('/') + 1);
  const found = [...store.vnets.values()].filter((vnet) => vnet.name.toLowerCase() === name.toLowerCase());
  return found.length === 1 ? { remoteVirtualNetwork: { id: found[0]?.id } } : {};
}
