import { HALF_TYPE, resourceKey } from '@peerscape/shared/arm';
import { checkFrontEnd } from '../arm/front-end-checks.ts';
import type { Call, HandlerResult } from '../arm/operation-handler.ts';
import type { SandboxContext } from '../context.ts';
import type { Caller } from '../store/access.ts';
import { completeOperation } from '../store/operations.ts';
import type { Store } from '../store/store.ts';
import { ControlProblem, type Fields, readObject, readString, readStrings, rejectUnknownFields } from './fields.ts';

/** Caller with all permissions that represents another operator. */
const EXTERNAL_CALLER: Caller = { objectId: 'external', name: 'external', tenantId: 'external', auxiliaryTenants: [], unlimited: true };
const API_VERSION = '2025-05-01';

/** Members of a body besides `properties`. */
const TOP_LEVEL = ['location', 'tags', 'sku'];
const FIELDS = ['action', 'id', 'properties', 'addressSpace', ...TOP_LEVEL];

interface ResourceBody extends Fields {
  readonly properties?: Fields;
}

/** A change that another operator can make. */
interface Action {
  readonly method: 'PUT' | 'DELETE';
  /** Returns the ARM ID of what `id` names. */
  readonly toId: (store: Store, name: string) => string;
  readonly query?: Readonly<Record<string, string>>;
  /** Returns the body of a new resource, before the fields of the request. */
  readonly toDefault?: (store: Store, id: string) => ResourceBody;
}

const ACTIONS: Readonly<Record<string, Action>> = {
  'put-half': { method: 'PUT', toId: halfId, toDefault: (store, id) => ({ properties: defaultRemote(store, id) }) },
  'sync-half': { method: 'PUT', toId: halfId, query: { syncremoteaddressspace: 'true' } },
  'delete-half': { method: 'DELETE', toId: halfId },
  'put-vnet': { method: 'PUT', toId: vnetIdOf, toDefault: () => ({ location: 'westeurope' }) },
  'delete-vnet': { method: 'DELETE', toId: vnetIdOf },
  'put-resource': { method: 'PUT', toId: (_, name) => name },
  'delete-resource': { method: 'DELETE', toId: (_, name) => name },
};

/** Makes a change as another operator, with the same behavior and checks as an ARM request; completes at once. */
export function runExternalAction(context: SandboxContext, fields: Fields): unknown {
  rejectUnknownFields(fields, FIELDS);
  const name = readString(fields, 'id');
  if (name === undefined) throw new ControlProblem('"id" is required: the ARM ID of a resource, VNET, or VNET/HALF');
  const action = readAction(fields);
  const id = action.toId(context.store, name);
  const body = action.method === 'PUT' ? bodyFor(context, action, id, fields) : undefined;
  return toResult(perform(context, action.method, id, body, action.query));
}

function readAction(fields: Fields): Action {
  const name = readString(fields, 'action') ?? '';
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action) throw new ControlProblem(`"action" must be one of ${Object.keys(ACTIONS).join(', ')}; got "${name}"`);
  return action;
}

/** Merges the fields into the current resource, because PUT replaces it as a whole. A property that is null is removed. */
function bodyFor(context: SandboxContext, { toDefault }: Action, id: string, fields: Fields): ResourceBody {
  const current = perform(context, 'GET', id, undefined);
  const before = current.kind === 'value' ? (current.body as ResourceBody) : (toDefault?.(context.store, id) ?? {});
  const space = readStrings(fields, 'addressSpace');
  const properties = {
    ...before.properties,
    ...readObject(fields, 'properties'),
    ...(space && { addressSpace: { addressPrefixes: space } }),
  };
  return {
    ...before,
    ...Object.fromEntries(TOP_LEVEL.flatMap((member) => (fields[member] === undefined ? [] : [[member, fields[member]]]))),
    properties: Object.fromEntries(Object.entries(properties).filter(([, content]) => content !== null)),
  };
}

function perform(
  { store, clock, table }: SandboxContext,
  method: string,
  id: string,
  body: unknown,
  query: Readonly<Record<string, string>> = {},
): HandlerResult {
  const match = table.match(method, id);
  if (!match) throw new ControlProblem(`"${id}" is not the ID of a resource that the sandbox can change`);
  const call: Call = {
    params: match.params,
    query: new Map(Object.entries(query)),
    body,
    caller: EXTERNAL_CALLER,
    apiVersion: API_VERSION,
    origin: 'https://sandbox',
  };
  const answer = checkFrontEnd(store, match.route, id, call) ?? match.route.run(store, clock, call);
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
function defaultRemote(store: Store, halfId: string): Fields {
  const name = halfId.slice(halfId.lastIndexOf('/') + 1);
  const found = [...store.vnets.values()].filter((vnet) => vnet.name.toLowerCase() === name.toLowerCase());
  return found.length === 1 ? { remoteVirtualNetwork: { id: found[0]?.id } } : {};
}
