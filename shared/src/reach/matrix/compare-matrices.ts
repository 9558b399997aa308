import type { ResourceKey } from '../../arm/index.ts';
import type { VNet } from '../../topology/index.ts';
import { findServingGateways } from '../gateways/serving-gateways.ts';
import type { Model } from '../model.ts';
import { locateDirectly } from '../routes/user-routes.ts';
import type { Cell, Matrix } from './matrix.ts';

/** VNets whose answer about other VNets changes, the same for all pairs. */
export interface ReachChange {
  readonly from: readonly ResourceKey[];
  readonly to: readonly ResourceKey[];
  readonly before: Cell;
  readonly after: Cell;
}

/** A topology with its matrix. */
export interface ComparedMatrix {
  readonly model: Model;
  readonly matrix: Matrix;
}

/**
 * Compares what VNets reach before and after a change of the halves of some of them. Only the rows of VNets whose packets can pass a changed one are
 * computed: the changed ones, those that route through them, and the peers of both.
 */
export function compareMatrices(before: ComparedMatrix, after: ComparedMatrix, changed: Iterable<ResourceKey>): readonly ReachChange[] {
  const affected = findAffected(before.model, after.model, changed);
  const classes = jointClasses(before.matrix, after.matrix);
  const sources = classes.filter(({ members }) => members.some((key) => affected.has(key)));
  return sources.flatMap((from) => {
    const [rowBefore, rowAfter] = [before.matrix.row(from.before), after.matrix.row(from.after)];
    return classes.flatMap((to) => {
      const [one, other] = [rowBefore[to.before], rowAfter[to.after]];
      const isPair = from !== to || from.members.length > 1;
      return isPair && one && other && one.verdict !== other.verdict
        ? [{ from: from.members, to: to.members, before: one, after: other }]
        : [];
    });
  });
}

interface JointClass {
  readonly before: number;
  readonly after: number;
  readonly members: readonly ResourceKey[];
}

/** Groups VNets that are of one class before and of one class after. */
function jointClasses(before: Matrix, after: Matrix): readonly JointClass[] {
  const classes = new Map<string, { readonly before: number; readonly after: number; readonly members: ResourceKey[] }>();
  for (const [key, i] of before.classOf) {
    const j = after.classOf.get(key);
    if (j === undefined) continue;
    const known = classes.get(`${i} ${j}`);
    if (known) known.members.push(key);
    else classes.set(`${i} ${j}`, { before: i, after: j, members: [key] });
  }
  return [...classes.values()];
}

function findAffected(before: Model, after: Model, changed: Iterable<ResourceKey>): ReadonlySet<ResourceKey> {
  const dependents = new Map<ResourceKey, Set<ResourceKey>>();
  for (const model of [before, after])
    for (const vnet of model.estate.topology.vnets.values())
      for (const owner of dependenciesOf(model, vnet)) {
        const known = dependents.get(owner);
        if (known) known.add(vnet.key);
        else dependents.set(owner, new Set([vnet.key]));
      }
  const passing = new Set(changed);
  for (const key of passing) for (const dependent of dependents.get(key) ?? []) passing.add(dependent);
  const peers = [...passing].flatMap((key) => [before, after].flatMap(({ estate }) => estate.peersOf(key).map(({ to }) => to)));
  return new Set([...passing, ...peers]);
}

/** Yields the VNets that have the next hops of a VNet’s user routes, and those that have the gateways it uses and what they are connected to. */
function* dependenciesOf({ estate }: Model, vnet: VNet): Iterable<ResourceKey> {
  for (const { routeTableId } of vnet.subnets) {
    const table = routeTableId === undefined ? undefined : estate.findTable(routeTableId);
    for (const { nextHopIp = '', nextHopIps = [] } of table?.routes ?? [])
      for (const text of [nextHopIp, ...nextHopIps]) {
        const address = estate.addressOf(text);
        const owner = address && locateDirectly(estate, vnet, address)?.vnet;
        if (owner !== undefined && owner !== vnet.key) yield owner;
      }
  }
  const { gateways, routeServers } = findServingGateways(estate, vnet.key);
  for (const { vnetId } of [...gateways, ...routeServers]) yield estate.keyOf(vnetId);
  for (const { id } of gateways)
    for (const { toId } of estate.connectionsOf(estate.keyOf(id))) {
      const remote = toId === undefined ? undefined : estate.findGateway(toId);
      if (remote) yield estate.keyOf(remote.vnetId);
    }
}
