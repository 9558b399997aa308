import { compareCidrs } from '@peerscape/shared/net';
import type { EffectiveRoute } from '@peerscape/shared/reach';
import type { Namer } from '@peerscape/shared/topology';
import { describeOrigin } from './describe-route.ts';

/** Columns of the table, as Azure names them. */
export const ROUTE_COLUMNS = ['Source', 'State', 'Address prefix', 'Next hop type', 'Next hop IP', 'Comes from'] as const;

/** Row of the table. */
interface RouteCells {
  /** Unique in the table. */
  readonly key: string;
  readonly state: EffectiveRoute['state'];
  /** Texts in the order of the columns. */
  readonly cells: readonly string[];
}

/** Converts routes to rows, by prefix; of one prefix, the Active route comes first. */
export function toRouteCells(nameOf: Namer, routes: readonly EffectiveRoute[]): readonly RouteCells[] {
  return [...routes].sort(compareRoutes).map((route, i) => {
    const { source, state, prefix, nextHopType, nextHopIps } = route;
    return {
      key: `${i} ${prefix}`,
      state,
      cells: [source, state, prefix, nextHopType, nextHopIps.join(', '), describeOrigin(nameOf, route)],
    };
  });
}

/** Orders by prefix, and puts service tags, whose prefixes Azure does not list, last. */
function compareRoutes(a: EffectiveRoute, b: EffectiveRoute): number {
  if (!a.cidr || !b.cidr) return Number(!a.cidr) - Number(!b.cidr);
  return compareCidrs(a.cidr, b.cidr) || a.state.localeCompare(b.state);
}

/** Formats rows as a table of plain text. */
export function formatRoutes(rows: readonly RouteCells[]): string {
  const lines: (readonly string[])[] = [ROUTE_COLUMNS, ...rows.map(({ cells }) => cells)];
  const widths = ROUTE_COLUMNS.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines
    .map((cells) =>
      cells
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
