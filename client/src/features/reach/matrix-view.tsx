import { Button } from '@fluentui/react-components';
import { ArrowDownload20Regular } from '@fluentui/react-icons';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { Verdict } from '@peerscape/shared/reach';
import { createNamer, type Namer, type Topology, type TopologyRows } from '@peerscape/shared/topology';
import { useCallback, useMemo, useState } from 'react';
import { count, formatNumber } from '../../lib/format/format.ts';
import { type Grouping, groupOf } from '../../lib/format/grouping.ts';
import type { MatrixInput, MatrixResult, NamedLine } from '../../lib/server/reach-jobs.ts';
import { useReachJob } from '../../lib/server/use-reach-job.ts';
import { Screen } from '../../ui/screen.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { describeCell, describeLine, type GroupTitles, lineLabel, verdictOf } from './describe-line.ts';
import css from './matrix.module.css';
import { matrixToCsv } from './matrix-csv.ts';
import { type CellPosition, type LineText, MatrixTable, VERDICT_GLYPHS } from './matrix-table.tsx';
import { VERDICT_STYLES } from './verdict-badge.tsx';

interface MatrixViewProps {
  readonly topology: Topology;
  readonly rows: TopologyRows;
  readonly grouping: Grouping;
  /** VNets that match the filter; undefined without one. */
  readonly shown: ReadonlySet<ResourceKey> | undefined;
  /** Leaves out the columns of VNets that do not match the filter. */
  readonly hidesOthers: boolean;
  readonly onGrouping: (grouping: Grouping) => void;
  readonly onHideOthers: (hides: boolean) => void;
  /** Opens the question whether one VNet reaches another. */
  readonly onAsk: (from: ResourceKey, to: ResourceKey) => void;
  readonly onSave: (csv: string) => void;
}

/** Number of rows and columns at most; more are neither readable nor quick to draw. */
const LIMIT = 100;

const GROUPINGS: Readonly<Record<Grouping, string>> = {
  none: 'VNets',
  subscription: 'Subscriptions',
  region: 'Regions',
  'resource-group': 'Resource groups',
};
const COLUMNS = { all: 'All columns', matching: 'Matching columns' } as const;

/** Renders which VNets reach which: by VNets that behave alike, or by groups. */
export function MatrixView(props: MatrixViewProps) {
  const { topology, rows, grouping, shown, hidesOthers, onGrouping, onHideOthers, onSave } = props;
  const nameOf = useMemo(() => createNamer(topology), [topology]);
  const groups = useMemo(() => groupVNets(topology, grouping), [topology, grouping]);
  const input = useMemo(
    (): MatrixInput => ({
      groups: groups?.map(({ keys }) => keys),
      rows: shown,
      columns: hidesOthers ? shown : undefined,
      limit: LIMIT,
    }),
    [groups, shown, hidesOthers],
  );
  const { result, fault } = useReachJob(rows, 'matrix', input);
  const titles = useMemo(() => groups?.map(({ title }) => title), [groups]);
  return (
    <div className={css.view}>
      <div className={css.bar}>
        <SegmentedControl label="Rows and columns" options={GROUPINGS} value={grouping} onChoose={onGrouping} />
        {shown ? (
          <SegmentedControl
            label="Columns"
            options={COLUMNS}
            value={hidesOthers ? 'matching' : 'all'}
            onChoose={(choice) => onHideOthers(choice === 'matching')}
          />
        ) : null}
        <Button
          className={css.export ?? ''}
          size="small"
          appearance="subtle"
          icon={<ArrowDownload20Regular />}
          disabled={!result}
          onClick={() => result && onSave(matrixToCsv(nameOf, titles, result))}
        >
          Export CSV
        </Button>
      </div>
      {result ? (
        <MatrixContent {...props} nameOf={nameOf} titles={titles} result={result} />
      ) : fault === undefined ? (
        <Screen title="Computing reach…" busy />
      ) : (
        <Screen title="Reach could not be computed">{fault}</Screen>
      )}
    </div>
  );
}

interface MatrixContentProps extends Pick<MatrixViewProps, 'onAsk'> {
  readonly nameOf: Namer;
  readonly titles: GroupTitles;
  readonly result: MatrixResult;
}

function MatrixContent({ nameOf, titles, result, onAsk }: MatrixContentProps) {
  const { rows, columns, cells } = result;
  const [pointed, setPointed] = useState<CellPosition>();
  const toTexts = useCallback(
    (lines: readonly NamedLine[]) =>
      lines.map(
        (line, i): LineText => ({
          id: `${i} ${line.keys[0] ?? ''}`,
          label: lineLabel(nameOf, titles, line),
          description: describeLine(nameOf, titles, line),
        }),
      ),
    [nameOf, titles],
  );
  const rowTexts = useMemo(() => toTexts(rows), [toTexts, rows]);
  const columnTexts = useMemo(() => toTexts(columns), [toTexts, columns]);
  const onOpen = useCallback(
    ({ row, column }: CellPosition) => {
      const example = cells[row]?.[column]?.example;
      if (example) onAsk(...example);
    },
    [cells, onAsk],
  );
  const cell = pointed && cells[pointed.row]?.[pointed.column];
  return (
    <>
      <p className={css.summary}>{describeSize(result)}</p>
      <Legend cells={cells} />
      <div className={css.scroller}>
        <MatrixTable rows={rowTexts} columns={columnTexts} cells={cells} onPoint={setPointed} onOpen={onOpen} />
      </div>
      {/* the cell has the same text as its name */}
      <p className={css.details} aria-hidden="true">
        {cell && pointed ? (
          <>
            <strong>
              {rowTexts[pointed.row]?.description} → {columnTexts[pointed.column]?.description}
            </strong>{' '}
            {describeCell(cell)}
          </>
        ) : (
          'Point at a cell for its reason. Click it, or press Enter, for the path.'
        )}
      </p>
    </>
  );
}

/** Describes what the matrix shows, and what it leaves out. */
function describeSize({ rows, columns, rowCount, columnCount }: MatrixResult): string {
  const vnets = count(new Set(rows.flatMap(({ keys }) => keys)).size, 'VNet');
  const isGrouped = rows.some(({ group }) => group !== undefined);
  const shown = isGrouped
    ? `${vnets} in ${count(rows.length, 'group')}.`
    : `${vnets} in ${count(rows.length, 'row')}: VNets that reach the same are one row.`;
  if (rows.length === rowCount && columns.length === columnCount) return shown;
  return `${shown} Only the first ${formatNumber(LIMIT)} of ${formatNumber(Math.max(rowCount, columnCount))} ${rows.length < rowCount ? 'rows and columns' : 'columns'} are shown; filter or group the VNets to see the others.`;
}

function Legend({ cells }: Pick<MatrixResult, 'cells'>) {
  const found = useMemo(() => new Set(cells.flatMap((row) => row.map(verdictOf))), [cells]);
  const verdicts = (Object.keys(VERDICT_GLYPHS) as Verdict[]).filter((verdict) => found.has(verdict));
  return (
    <ul className={css.legend} aria-label="Legend">
      {verdicts.map((verdict) => (
        <li key={verdict}>
          <span className={css.sample} data-verdict={verdict} aria-hidden="true">
            {VERDICT_GLYPHS[verdict]}
          </span>
          {VERDICT_STYLES[verdict].label}
        </li>
      ))}
      {found.has('mixed') ? (
        <li>
          <span className={css.sample} data-verdict="mixed" aria-hidden="true">
            %
          </span>
          Share of pairs that are reachable
        </li>
      ) : null}
    </ul>
  );
}

/** Groups VNets by a grouping, by title; undefined without one. */
function groupVNets(
  topology: Topology,
  grouping: Grouping,
): readonly { readonly title: string; readonly keys: readonly ResourceKey[] }[] | undefined {
  if (grouping === 'none') return undefined;
  const groups = new Map<string, { readonly title: string; readonly keys: ResourceKey[] }>();
  for (const vnet of topology.vnets.values()) {
    const { id, title } = groupOf(topology, vnet, grouping);
    const known = groups.get(id);
    if (known) known.keys.push(vnet.key);
    else groups.set(id, { title, keys: [vnet.key] });
  }
  return [...groups.values()].sort((one, other) => one.title.localeCompare(other.title, 'en', { numeric: true }));
}
