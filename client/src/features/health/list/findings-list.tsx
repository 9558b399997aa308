import { ChevronRight12Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import { count, formatNumber } from '../../../lib/format/format.ts';
import { ariaSort } from '../../../lib/format/table-sort.ts';
import type { Mute } from '../../../lib/state/mutes.ts';
import { LongNames } from '../../../ui/long-name.tsx';
import { SeverityBadge } from '../../../ui/severity-badge.tsx';
import { SortButton } from '../../../ui/sort-button.tsx';
import { HEADER_HEIGHT, useVirtualRows } from '../../../ui/use-virtual-rows.ts';
import { useWidth } from '../../../ui/use-width.ts';
import list from '../../../ui/virtual-rows.module.css';
import type { Entry } from './entries.ts';
import css from './findings-list.module.css';
import { type Row, rowsOf } from './findings-rows.ts';
import { type FindingsSection, flattenSections, type Group, SORTS } from './findings-sections.ts';

interface FindingsListProps {
  readonly parts: readonly FindingsSection[];
  readonly isGrouped: boolean;
  readonly muted: ReadonlyMap<string, Mute>;
  readonly selected: string;
  readonly onOpen: (entry: Entry) => void;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
}

/** Width in CSS pixels below which a finding takes two lines. */
const NARROW = 640;
const rowHeight = (row: Row, isNarrow: boolean): number => {
  if (row.type === 'section') return isNarrow ? 92 : 68;
  if (row.type === 'group') return 40;
  return isNarrow ? 56 : 36;
};

/** Renders the findings as a virtual tree grid, grouped by rule or flat: only rows in view exist, and the keyboard reaches all of them. */
export function FindingsList({ parts, isGrouped, muted, selected, onOpen, sort, onSort }: FindingsListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useWidth(scroller) < NARROW;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => rowsOf(parts, closed), [parts, closed]);
  const keyOf = useCallback((index: number) => rows[index]?.key ?? `${index}`, [rows]);
  const heightOf = useCallback((index: number) => (rows[index] ? rowHeight(rows[index], isNarrow) : 0), [rows, isNarrow]);
  const openIndex = rows.findIndex((row) => row.key === selected);
  const virtual = useVirtualRows({ scroller, count: rows.length, keyOf, heightOf, openIndex });

  const toggle = (group: Group, open = closed.has(group.id)) => {
    const next = new Set(closed);
    if (open) next.delete(group.id);
    else next.add(group.id);
    setClosed(next);
  };
  const open = (row: Row) => (row.type === 'entry' ? onOpen(row.entry) : row.type === 'group' ? toggle(row.group) : undefined);
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[virtual.current];
    if (virtual.navigate(event)) {
      event.preventDefault();
      return;
    }
    if (!row) return;
    if (event.key === 'Enter' || event.key === ' ') open(row);
    else if (row.type === 'group' && event.key === 'ArrowLeft') toggle(row.group, false);
    else if (row.type === 'group' && event.key === 'ArrowRight') toggle(row.group, true);
    else if (row.type === 'entry' && event.key === 'ArrowLeft' && isGrouped)
      virtual.moveTo(rows.findIndex(({ key }) => key === `group ${row.group.id}`));
    else return;
    event.preventDefault();
  };

  return (
    <div ref={scroller} className={css.scroller} data-narrow={isNarrow} data-grouped={isGrouped}>
      <div role="treegrid" aria-label="Findings" aria-rowcount={rows.length + 1} aria-colcount={SORTS.length}>
        <Header sort={sort} onSort={onSort} isGrouped={isGrouped} />
        {/* biome-ignore lint/a11y/useSemanticElements: only the rows in view exist, which an HTML table cannot express */}
        <div role="rowgroup" className={list.body} style={{ height: virtual.height }} onKeyDown={onKeyDown}>
          {virtual.items.map(({ index, start, size }) => {
            const row = rows[index];
            if (!row) return null;
            const level = isGrouped && row.type === 'entry' ? 2 : 1;
            return (
              // biome-ignore lint/a11y/useSemanticElements: as above
              <div
                key={row.key}
                role="row"
                data-index={index}
                data-type={row.type}
                aria-rowindex={index + 2}
                aria-level={level}
                aria-expanded={row.type === 'group' ? row.isOpen : undefined}
                aria-selected={row.type === 'entry' ? index === openIndex : undefined}
                tabIndex={index === virtual.current ? 0 : -1}
                className={`${list.row} ${css.row}`}
                style={{ [row.type === 'entry' ? 'minHeight' : 'height']: size, transform: `translateY(${start - HEADER_HEIGHT}px)` }}
                onFocus={() => virtual.setCurrent(index)}
                onClick={() => open(row)}
                onKeyDown={undefined}
              >
                <Cells row={row} muted={muted} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Cells({ row, muted }: { row: Row; muted: ReadonlyMap<string, Mute> }) {
  switch (row.type) {
    case 'section':
      return <SectionCell part={row.part} />;
    case 'group':
      return <GroupCell group={row.group} isOpen={row.isOpen} />;
    case 'entry':
      return <EntryCells entry={row.entry} isGrouped={row.group.code !== ''} mute={muted.get(row.entry.id)} />;
  }
}

const SECTIONS: Readonly<Record<FindingsSection['kind'], { readonly title: (n: string) => string; readonly description: string }>> = {
  found: { title: (n) => `${n} found`, description: '' },
  unknown: {
    title: (n) => `Inconclusive: ${n}`,
    description: 'These checks have no result, for the reason shown with each. They may hide a problem.',
  },
  muted: { title: (n) => `Muted: ${n}`, description: 'Not counted anywhere else until the mute ends.' },
};

function SectionCell({ part }: { part: FindingsSection }) {
  const { title, description } = SECTIONS[part.kind];
  return (
    // biome-ignore lint/a11y/useSemanticElements: the list is virtual
    <div role="gridcell" aria-colspan={SORTS.length} tabIndex={-1} className={css.section}>
      <strong>{title(formatNumber(flattenSections([part]).length))}</strong>
      <span className={css.quiet}>{description}</span>
    </div>
  );
}

function GroupCell({ group: { kind, code, title, entries }, isOpen }: { group: Group; isOpen: boolean }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the list is virtual
    <div role="gridcell" aria-colspan={SORTS.length} tabIndex={-1} className={css.group}>
      <ChevronRight12Regular className={css.chevron ?? ''} data-open={isOpen} aria-hidden="true" />
      <span className={css.mark}>
        <SeverityBadge kind={kind} />
      </span>
      <span className={css.title}>{title}</span>
      <span className={css.code}>{code}</span>
      <span className={css.number}>
        <span aria-hidden="true">{formatNumber(entries.length)}</span>
        <span className="visually-hidden">{count(entries.length, 'place')}</span>
      </span>
    </div>
  );
}

function EntryCells({ entry, isGrouped, mute }: { entry: Entry; isGrouped: boolean; mute: Mute | undefined }) {
  const { kind, code, title, where, text } = entry;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: the list is virtual */}
      <div role="gridcell" tabIndex={-1} className={css.severity}>
        {isGrouped ? <span className="visually-hidden">{code}</span> : <SeverityBadge kind={kind} />}
      </div>
      {isGrouped ? null : (
        // biome-ignore lint/a11y/useSemanticElements: the list is virtual
        <div role="gridcell" tabIndex={-1} className={css.rule}>
          <span className={css.code}>{code}</span> <span className={css.ruleTitle}>{title}</span>
        </div>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: the list is virtual */}
      <div role="gridcell" tabIndex={-1} className={css.where}>
        <LongNames text={where} />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: the list is virtual */}
      <div role="gridcell" tabIndex={-1} className={css.text}>
        {mute ? <em>Muted: {mute.reason}. </em> : null}
        {text}
      </div>
    </>
  );
}

function Header({ sort, onSort, isGrouped }: Pick<FindingsListProps, 'sort' | 'onSort' | 'isGrouped'>) {
  const columns = isGrouped ? SORTS.filter(({ id }) => id !== 'rule') : SORTS;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the list is virtual
    <div role="rowgroup" className={list.head}>
      {/* biome-ignore lint/a11y/useSemanticElements: the list is virtual */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons take focus */}
      <div role="row" aria-rowindex={1} className={css.headRow}>
        {columns.map(({ id, title }) => {
          return (
            // biome-ignore lint/a11y/useSemanticElements: the list is virtual
            <div
              key={id}
              role="columnheader"
              aria-sort={ariaSort(sort, id)}
              className={`${list.headCell} ${css.headCell}`}
              data-column={id}
              tabIndex={-1}
            >
              {isGrouped && id === 'severity' ? (
                <span className="visually-hidden">{title}</span>
              ) : (
                <SortButton column={id} title={title} sort={sort} onSort={onSort} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
