import type { ResourceKey } from '../../arm/index.ts';
import type { Answer, Trace } from '../answer.ts';
import { answerQuestion } from '../ask.ts';
import type { BlockerCode, Verdict } from '../dispositions.ts';
import { memoize } from '../lazy.ts';
import type { Model } from '../model.ts';
import type { EffectiveRoutes } from '../routes/effective-routes.ts';
import { classifyVNets } from './classify-vnets.ts';
import { createColumns, isSameChoice, type RouteColumn } from './route-columns.ts';

/** Answer about two classes of VNets. */
export interface Cell {
  readonly verdict: Verdict;
  /** Code of the blocker there, or else back. */
  readonly code: BlockerCode | undefined;
}

/** Answers about all pairs of VNets, by class. */
export interface Matrix {
  /** Classes of VNets that behave alike. */
  readonly classes: readonly (readonly ResourceKey[])[];
  readonly classOf: ReadonlyMap<ResourceKey, number>;
  /** Returns the answers from the VNets of one class to those of each class; to each other within one. Computed when they are first asked for. */
  row(from: number): readonly Cell[];
}

const SELF: Cell = { verdict: 'reachable', code: undefined };

/** Creates the matrix of all VNets, of classes that are known or computed. */
export function createMatrix(model: Model, classes: Matrix['classes'] = classifyVNets(model)): Matrix {
  const classOf = new Map(classes.flatMap((members, i) => members.map((key) => [key, i] as const)));
  const { estate } = model;
  const prefixes = classes.map(([key]) => (key === undefined ? [] : estate.cidrsOf(estate.spaceOf(key))));
  const toColumn = createColumns(prefixes);
  const lengths = Int32Array.from(prefixes, ([first]) => first?.length ?? 0);
  const columnsOf = memoize((place: string): readonly RouteColumn[] | undefined => {
    const [vnet = '', subnet = ''] = place.split(PLACE_SEPARATOR);
    const owner = estate.topology.vnets.get(vnet as ResourceKey);
    if (!owner) return undefined;
    const routes = model.effectiveRoutes({ vnet: owner, subnet: estate.findSubnet(owner, subnet) });
    const choice = toColumn(routes.routes);
    // whether routes that were not given matter depends on the VNet, too: on whether a gateway serves it, and on the length of its prefix
    return routes.gaps.length > 0 ? [choice, servedColumn(routes.served), lengths] : [choice];
  });
  const servedColumn = memoize(
    (served: EffectiveRoutes['served']): RouteColumn =>
      Int32Array.from(prefixes, (list) => list.filter(({ family, first }) => served.covering({ family, value: first }).length > 0).length),
  );
  const rows = new Map<number, readonly Cell[]>();
  const computeRow = (from: number): readonly Cell[] => {
    const cells = new Array<Cell | undefined>(classes.length);
    for (let to = 0; to < classes.length; to++) {
      if (cells[to]) continue;
      const answer = ask(model, classes[from], classes[to], from === to);
      const cell = answer ? toCell(answer) : SELF;
      cells[to] = cell;
      const consulted = answer && from !== to ? consultedColumns(answer.forward, columnsOf) : undefined;
      if (!consulted) continue;
      for (let other = to + 1; other < classes.length; other++)
        if (!cells[other] && other !== from && consulted.every((column) => isSameChoice(column, to, other))) cells[other] = cell;
    }
    return cells.map((cell) => cell ?? SELF);
  };
  return {
    classes,
    classOf,
    row: (from) => {
      const row = rows.get(from) ?? computeRow(from);
      rows.set(from, row);
      return row;
    },
  };
}

type Members = readonly ResourceKey[];

/** Asks about two VNets of two classes; undefined for a class with itself that has one member. */
function ask(model: Model, [source]: Members = [], to: Members = [], isSame = false): Answer | undefined {
  const target = to[isSame ? 1 : 0];
  return source === undefined || target === undefined ? undefined : answerQuestion(model, { from: source, to: target });
}

const toCell = ({ verdict, forward, back }: Answer): Cell => ({ verdict, code: (forward.blocker ?? back.blocker)?.code });

/** Ends of a path that the routes of the subnets on it decide alone, so that they are the same for all destinations that these routes send the same way. */
const DECIDED_BY_ROUTES: ReadonlySet<BlockerCode> = new Set([
  'no-route',
  'routes-not-learned',
  'virtual-wan',
  'null-route',
  'not-routable',
  'next-hop-too-far',
  'next-hop-not-found',
  'appliance-does-not-forward',
  'appliance-stopped',
  'load-balancer-no-backend',
  'loop',
]);

/** Returns the choices of all tables that decided a path which routes have ended; undefined if something else took part. */
function consultedColumns(
  { hops, blocker }: Trace,
  columnsOf: (place: string) => readonly RouteColumn[] | undefined,
): readonly RouteColumn[] | undefined {
  if (!blocker || !DECIDED_BY_ROUTES.has(blocker.code)) return undefined;
  if (hops.some(({ steps }) => steps.some(({ kind }) => kind === 'gateway' || kind === 'nsg' || kind === 'admin-rule'))) return undefined;
  const consulted = hops.map(({ vnet, subnet }) => columnsOf(`${vnet}${PLACE_SEPARATOR}${subnet}`));
  return consulted.every((columns) => columns !== undefined) ? consulted.flat() : undefined;
}

/** Separates VNet and subnet in the key of a place; neither contains it. */
const PLACE_SEPARATOR = ' ';
