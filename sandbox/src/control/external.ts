import { HALF_TYPE, resourceKey } from '@peerscape/shared/arm';
import type { Answer, Call } from '../arm/answer.ts';
import type { Parts } from '../parts.ts';
import type { Caller } from '../store/access.ts';
import { end } from '../store/operations.ts';
import type { Store } from '../store/store.ts';
import { ControlProblem, type Fields, objectIn, onlyKnown, textIn, textsIn } from './fields.ts';

/** Somebody else with every right, at another desk. */
const SOMEBODY: Caller = { objectId: 'external', name: 'external', tenantId: 'external', auxiliaryTenants: [], unlimited: true };
const API_VERSION = '2025-05-01';

const FIELDS = ['action', 'id', 'properties', 'addressSpace', 'location', 'tags'];
const ACTIONS = ['put-half', 'sync-half', 'delete-half', 'put-vnet', 'delete-vnet'];

/** Changes something behind the callers' backs, through the same behaviour and the same checks, done at once. */
export function actExternally(parts: Parts, fields: Fields): unknown {
  onlyKnown(fields, FIELDS);
  const action = textIn(fields, 'action') ?? '';
  const name = textIn(fields, 'id');
  if (name === undefined) throw new ControlProblem('"id" says which VNet or half: an ARM id, VNET, or VNET/HALF');
  if (!ACTIONS.includes(action)) throw new ControlProblem(`"action" is one of ${ACTIONS.join(', ')}, not "${action}"`);
  const id = action.endsWith('half') ? halfId(parts.store, name) : vnetIdOf(parts.store, name);
  const method = action.startsWith('delete') ? 'DELETE' : 'PUT';
  const body = method === 'PUT' ? bodyFor(parts, action, id, fields) : undefined;
  return told(perform(parts, method, id, body, action === 'sync-half' ? { syncremoteaddressspace: 'true' } : {}));
}

/** PUT replaces, so what is there already is read first and only what was named is changed. */
function bodyFor(parts: Parts, action: string, id: string, fields: Fields): unknown {
  const now = perform(parts, 'GET', id, undefined, {});
  const before = now.kind === 'value' ? (now.body as { properties?: object; location?: string; tags?: object }) : {};
  const space = textsIn(fields, 'addressSpace');
  const properties = {
    ...before.properties,
    ...(objectIn(fields, 'properties') ?? {}),
    ...(space && { addressSpace: { addressPrefixes: space } }),
  };
  if (action !== 'put-vnet') return { properties: { ...remoteByName(parts.store, id), ...properties } };
  const tags = objectIn(fields, 'tags') ?? before.tags;
  return { location: textIn(fields, 'location') ?? before.location ?? 'westeurope', ...(tags && { tags }), properties };
}

function perform({ store, clock, table }: Parts, method: string, id: string, body: unknown, query: Record<string, string>): Answer {
  const match = table.match(method, id);
  if (!match) throw new ControlProblem(`"${id}" is not the id of a VNet or a half`);
  const call: Call = {
    params: match.params,
    query: new Map(Object.entries(query)),
    body,
    caller: SOMEBODY,
    apiVersion: API_VERSION,
    origin: 'https://sandbox',
  };
  const answer = match.route.run(store, clock, call);
  if (answer.kind === 'started') end(store, answer.operation);
  return answer;
}

function told(answer: Answer): unknown {
  if (answer.kind === 'error') return { done: false, error: { code: answer.code, message: answer.message } };
  return { done: true };
}

/** An ARM id as it is, or the one VNet of that name. */
function vnetIdOf(store: Store, name: string): string {
  if (name.startsWith('/')) return name;
  const found = [...store.vnets.values()].filter((vnet) => vnet.name.toLowerCase() === name.toLowerCase());
  return only(found, name, 'VNet').id;
}

function halfId(store: Store, name: string): string {
  if (name.startsWith('/')) return name;
  const [vnet = '', half = ''] = name.split('/');
  if (half === '') throw new ControlProblem(`"${name}" does not name a half; write VNET/HALF, or its ARM id`);
  const owner = vnetIdOf(store, vnet);
  const toRemote = store.halvesOf(resourceKey(owner)).find((each) => each.name === half || each.remoteId.endsWith(`/${half}`));
  return toRemote?.id ?? `${owner}/${HALF_TYPE.split('/').pop()}/${half}`;
}

function only<T extends { readonly id: string }>(found: readonly T[], name: string, kind: string): T {
  const [first, ...others] = found;
  if (!first) throw new ControlProblem(`there is no ${kind} called "${name}"`);
  if (others.length > 0) throw new ControlProblem(`there are ${found.length} ${kind}s called "${name}"; give the ARM id`);
  return first;
}

/** A new half that is called like a VNet points at it, unless it says otherwise. */
function remoteByName(store: Store, halfId: string): object {
  const name = halfId.slice(halfId.lastIndexOf('/') + 1);
  const found = [...store.vnets.values()].filter((vnet) => vnet.name.toLowerCase() === name.toLowerCase());
  return found.length === 1 ? { remoteVirtualNetwork: { id: found[0]?.id } } : {};
}
