import type { TableCell } from '@peerscape/shared/reach';
import type { Namer } from '@peerscape/shared/topology';
import { formatCsv } from '../../lib/format/csv.ts';
import type { MatrixResult } from '../../lib/server/reach-jobs.ts';
import { describeLine, type GroupTitles } from './describe-line.ts';

const VERDICTS = [
  'reachable',
  'one-way',
  'asymmetric',
  'blocked',
  'unreachable',
  'ambiguous',
  'unknown',
] as const satisfies readonly (keyof TableCell['counts'])[];

/** Formats a matrix as CSV: a line for each row and column, with the VNets of both, the number of pairs by verdict, and the code of the blocker. */
export const matrixToCsv = (nameOf: Namer, titles: GroupTitles, { rows, columns, cells }: MatrixResult): string =>
  formatCsv([
    ['from', 'to', ...VERDICTS, 'blocker', 'fromVNets', 'toVNets'],
    ...rows.flatMap((row, i) =>
      columns.map((column, j) => {
        const cell = cells[i]?.[j];
        return [
          describeLine(nameOf, titles, row),
          describeLine(nameOf, titles, column),
          ...VERDICTS.map((verdict) => String(cell?.counts[verdict] ?? 0)),
          cell?.code ?? '',
          row.keys.join(' '),
          column.keys.join(' '),
        ];
      }),
    ),
  ]);
