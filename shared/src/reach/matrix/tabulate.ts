import type { ResourceKey } from '../../arm/index.ts';
import type { BlockerCode, Verdict } from '../dispositions.ts';
import type { Matrix } from './matrix.ts';

/** VNets that a table shows as one row or column. */
export type MatrixLine = readonly ResourceKey[];

/** Answers about the VNets of a row and those of a column. */
export interface TableCell {
  /** Number of ordered pairs by verdict; a VNet with itself is no pair. */
  readonly counts: Readonly<Partial<Record<Verdict, number>>>;
  /** Code of the blocker of most pairs that have one. */
  readonly code: BlockerCode | undefined;
  /** A pair with that blocker, or else any pair; undefined without pairs. */
  readonly example: readonly [from: ResourceKey, to: ResourceKey] | undefined;
}

/** Members of a line that are of one class. */
type ClassMembers = ReadonlyMap<number, ReadonlySet<ResourceKey>>;

/** Sums up the matrix by rows and columns of VNets; returns the cells of each row. VNets that are not in the matrix are ignored. */
export function tabulate(matrix: Matrix, rows: readonly MatrixLine[], columns: readonly MatrixLine[]): readonly (readonly TableCell[])[] {
  const across = columns.map((line) => byClass(matrix, line));
  return rows.map((line) => {
    const down = byClass(matrix, line);
    return across.map((column) => sumUp(matrix, down, column));
  });
}

function byClass({ classOf }: Matrix, line: MatrixLine): ClassMembers {
  const members = new Map<number, Set<ResourceKey>>();
  for (const key of line) {
    const index = classOf.get(key);
    if (index === undefined) continue;
    const own = members.get(index);
    if (own) own.add(key);
    else members.set(index, new Set([key]));
  }
  return members;
}

function sumUp(matrix: Matrix, down: ClassMembers, across: ClassMembers): TableCell {
  const counts: Partial<Record<Verdict, number>> = {};
  const codes = new Map<BlockerCode | undefined, { pairs: number; readonly example: TableCell['example'] }>();
  for (const [from, sources] of down) {
    const row = matrix.row(from);
    for (const [to, targets] of across) {
      const cell = row[to];
      const selves = from === to ? [...sources].filter((key) => targets.has(key)).length : 0;
      const pairs = sources.size * targets.size - selves;
      if (!cell || pairs === 0) continue;
      counts[cell.verdict] = (counts[cell.verdict] ?? 0) + pairs;
      const known = codes.get(cell.code);
      if (known) known.pairs += pairs;
      else codes.set(cell.code, { pairs, example: findPair(sources, targets) });
    }
  }
  const blocked = [...codes].filter(([code]) => code !== undefined).sort(([, one], [, other]) => other.pairs - one.pairs);
  const [code, most] = blocked[0] ?? [undefined, codes.get(undefined)];
  return { counts, code, example: most?.example };
}

function findPair(sources: ReadonlySet<ResourceKey>, targets: ReadonlySet<ResourceKey>): TableCell['example'] {
  for (const from of sources) for (const to of targets) if (from !== to) return [from, to];
  return undefined;
}
