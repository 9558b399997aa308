import { type AttachedRows, collectKinds, type LoadBalancerRow, type TopologyRows } from '../topology/index.ts';
import type { DraftResource, WorldDraft } from './draft.ts';
import { firstVNetId, siblingId } from './to-rows.ts';

/** Resource of a fixture in ARM's form: the body of its PUT. */
export interface WorldResource {
  readonly id: string;
  readonly location: string;
  readonly body: Readonly<Record<string, unknown>>;
}

type IdOf = (vnet: string) => string;

/** Converts the resources of a draft: adds IDs and locations and replaces `@…` by IDs. */
export function toResources(draft: WorldDraft, idOf: IdOf): readonly WorldResource[] {
  return draft.resources.map((resource) => ({
    id: idAt(draft, idOf, resource.path, resource.at),
    location: locationAt(draft, resource),
    body: resolve(draft, idOf, resource.at, resource.body) as WorldResource['body'],
  }));
}

/** Returns the rows with those of the draft's resources, with the subnets of security groups and the members of pools. */
export function withResourceRows(draft: WorldDraft, idOf: IdOf, rows: TopologyRows): TopologyRows {
  const added = draft.resources.flatMap(({ path, at, row }) =>
    row ? [{ kind: row.kind, row: { id: idAt(draft, idOf, path, at), ...(resolve(draft, idOf, at, row.fields) as object) } }] : [],
  );
  const all = collectKinds<AttachedRows>((_, kind) => [...rows[kind], ...added.filter((one) => one.kind === kind).map(({ row }) => row)]);
  return {
    ...rows,
    ...all,
    // a source without the settings of a Route Server names no peers either
    routeServers: all.routeServers.map((server) => ({
      ...server,
      ...(server.branchToBranch !== undefined && {
        peerIds: all.routeServerPeers.filter(({ routeServerId }) => routeServerId === server.id).map(({ id }) => id),
      }),
    })),
    networkSecurityGroups: all.networkSecurityGroups.map((group) => ({ ...group, subnetIds: subnetsOf(rows, group.id) })),
    loadBalancers: all.loadBalancers.map((balancer) => ({
      ...balancer,
      backends: [...balancer.backends, ...membersOf(draft, idOf, balancer)],
    })),
  };
}

const subnetsOf = ({ vnets }: TopologyRows, groupId: string): readonly string[] =>
  vnets.flatMap(({ id, subnets }) =>
    subnets.filter(({ networkSecurityGroupId }) => networkSecurityGroupId === groupId).map(({ name }) => `${id}/subnets/${name}`),
  );

const membersOf = (draft: WorldDraft, idOf: IdOf, { id }: LoadBalancerRow): LoadBalancerRow['backends'] =>
  draft.poolMembers
    .filter(({ loadBalancer }) => resolvePath(draft, idOf, undefined, `loadBalancers/${loadBalancer}`) === id)
    .map(({ networkInterface }) => ({
      poolId: `${id}/backendAddressPools/back`,
      configurationId: resolvePath(draft, idOf, undefined, `networkInterfaces/${networkInterface}/ipConfigurations/default`),
    }));

/** Resolves the IDs in further properties, and the path of a subnet: `hub/app` → `virtualNetworks/hub/subnets/app`. */
export function resolveProperties(draft: WorldDraft, idOf: IdOf, path: string, properties: Readonly<Record<string, unknown>>) {
  const [vnet = '', subnet = ''] = path.split('/');
  const isSubnet = draft.vnets.has(vnet);
  return {
    path: isSubnet ? `virtualNetworks/${vnet}/subnets/${subnet}` : path,
    properties: resolve(draft, idOf, isSubnet ? vnet : undefined, properties) as Readonly<Record<string, unknown>>,
  };
}

const locationAt = (draft: WorldDraft, { at }: DraftResource): string =>
  (at === undefined ? undefined : draft.vnets.get(at)?.region) ?? draft.defaults.region;

/** Returns the ID of `TYPE/NAME` in the resource group of a VNet, or of the first VNet. */
const idAt = (draft: WorldDraft, idOf: IdOf, path: string, at: string | undefined): string => {
  const [type = '', ...names] = path.split('/');
  return siblingId(at === undefined ? firstVNetId(draft) : idOf(at), type, names.join('/'));
};

/** Replaces `@VNET/SUBNET`, `@virtualNetworks/VNET` and `@TYPE/NAME` by IDs. */
function resolve(draft: WorldDraft, idOf: IdOf, at: string | undefined, node: unknown): unknown {
  if (typeof node === 'string') return node.startsWith('@') ? resolvePath(draft, idOf, at, node.slice(1)) : node;
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map((entry) => resolve(draft, idOf, at, entry));
  return Object.fromEntries(Object.entries(node).map(([name, entry]) => [name, resolve(draft, idOf, at, entry)]));
}

function resolvePath(draft: WorldDraft, idOf: IdOf, at: string | undefined, path: string): string {
  const [first = '', second = ''] = path.split('/');
  if (first === 'virtualNetworks') return idOf(second);
  if (draft.vnets.has(first)) return `${idOf(first)}/subnets/${second}`;
  const owner = draft.resources.find((resource) => path === resource.path || path.startsWith(`${resource.path}/`));
  return idAt(draft, idOf, path, owner ? owner.at : at);
}
