import type { ResourceKey } from '../../arm/index.ts';
import type { VNet } from '../../topology/index.ts';
import { findServingGateways } from '../gateways/serving-gateways.ts';
import type { Model } from '../model.ts';
import { type Cell, createMatrix, type Matrix } from './matrix.ts';

/** VNets whose answer about other VNets changes, the same for all pairs. */
export interface ReachChange {
  readonly from: readonly ResourceKey[];
  readonly to: readonly ResourceKey[];
  readonly before: Cell;
  readonly after: Cell;
}

/**
 * Compares what VNets reach before and after a change of the halves or route tables of some of them. VNets of one class stay alike, except the changed ones, so that no
 * classes have to be computed anew. Only the rows of VNets whose packets can pass a changed one are computed: the changed ones, those that route
 * through them, and the peers of both.
 */
export function compareMatrices(
  before: { readonly model: Model; readonly matrix: Matrix },
  after: Model,
  changed: Iterable<ResourceKey>,
): readonly ReachChange[] {
  const changedKeys = new Set(changed);
  const classes = singleOut(before.matrix.classes, changedKeys);
  const matrixAfter = createMatrix(after, classes);
  const affected = findAffected([before.model, after], matrixAfter, changedKeys);
  return [...affected].flatMap((from) => {
    const members = classes[from] ?? [];
    const rowBefore = before.matrix.row(classBefore(before.matrix, members));
    const rowAfter = matrixAfter.row(from);
    return classes.flatMap((to, i) => {
      const [one, other] = [rowBefore[classBefore(before.matrix, to)], rowAfter[i]];
      const isPair = from !== i || members.length > 1;
      return isPair && one && other && one.verdict !== other.verdict ? [{ from: members, to, before: one, after: other }] : [];
    });
  });
}

const classBefore = ({ classOf }: Matrix, [key]: readonly ResourceKey[]): number =>
  (key === undefined ? undefined : classOf.get(key)) ?? -1;

/** Makes each of the VNets a class by itself. */
function singleOut(classes: Matrix['classes'], keys: ReadonlySet<ResourceKey>): Matrix['classes'] {
  return classes.flatMap((members) => {
    const single = members.filter((key) => keys.has(key));
    if (single.length === 0) return [members];
    const others = members.filter((key) => !keys.has(key));
    return [...(others.length > 0 ? [others] : []), ...single.map((key) => [key])];
  });
}

/** Finds the classes whose packets can pass a changed VNet. */
function findAffected(models: readonly Model[], { classes, classOf }: Matrix, changed: ReadonlySet<ResourceKey>): ReadonlySet<number> {
  const dependents = new Map<ResourceKey, Set<ResourceKey>>();
  for (const model of models)
    for (const [key] of classes) {
      const vnet = key === undefined ? undefined : model.estate.topology.vnets.get(key);
      if (!vnet) continue;
      for (const owner of dependenciesOf(model, vnet)) dependents.set(owner, (dependents.get(owner) ?? new Set()).add(vnet.key));
    }
  const passing = new Set(changed);
  for (const key of passing) for (const dependent of dependents.get(key) ?? []) passing.add(dependent);
  const peers = [...passing].flatMap((key) => models.flatMap(({ estate }) => estate.peersOf(key).map(({ to }) => to)));
  return new Set([...passing, ...peers].flatMap((key) => classOf.get(key) ?? []));
}

/** Yields the VNets that have the next hops of a VNet’s user routes, and those that have the gateways it uses and what they are connected to. */
function* dependenciesOf({ estate }: Model, vnet: VNet): Iterable<ResourceKey> {
  for (const { routeTableId } of vnet.subnets) {
    const table = routeTableId === undefined ? undefined : estate.findTable(routeTableId);
    for (const { nextHopIp = '', nextHopIps = [] } of table?.routes ?? [])
      for (const text of [nextHopIp, ...nextHopIps]) {
        const address = estate.addressOf(text);
        const owner = address && estate.locate(vnet.key, address).vnet;
        if (owner !== undefined && owner !== vnet.key) yield owner;
      }
  }
  const { gateways, routeServers } = findServingGateways(estate, vnet.key);
  for (const { vnetId } of [...gateways, ...routeServers]) yield estate.keyOf(vnetId);
  for (const { id } of gateways)
    for (const connection of estate.connectionsOf(estate.keyOf(id))) {
      const remote = estate.remoteGatewayOf(connection);
      if (remote) yield estate.keyOf(remote.vnetId);
    }
}
