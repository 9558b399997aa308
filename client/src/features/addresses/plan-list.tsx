import type { PlanRow } from '@peerscape/shared/addresses';
import type { ResourceKey } from '@peerscape/shared/arm';
import { formatCidr } from '@peerscape/shared/net';
import type { Namer, Topology } from '@peerscape/shared/topology';
import { type KeyboardEvent, useCallback, useRef } from 'react';
import { useItemMenu } from '../../lib/state/use-item-menu.tsx';
import { useMenuGestures } from '../../ui/use-menu-gestures.ts';
import { HEADER_HEIGHT, useVirtualRows } from '../../ui/use-virtual-rows.ts';
import { useWidth } from '../../ui/use-width.ts';
import list from '../../ui/virtual-rows.module.css';
import { PlanCells } from './plan-cells.tsx';
import css from './plan-list.module.css';
import { rowKey } from './row-texts.ts';
import { ownerOf } from './visible-rows.ts';

interface PlanListProps {
  readonly topology: Topology;
  readonly rows: readonly PlanRow[];
  readonly nameOf: Namer;
  /** VNet that is open in the inspector. */
  readonly focused: ResourceKey | undefined;
  readonly onOpen: (vnet: ResourceKey) => void;
  readonly onCopy: (text: string, what: string) => void;
}

/** Width in CSS pixels below which a row takes two lines. */
const NARROW = 640;
const COLUMNS = ['Prefix', 'Name', 'Used', 'Details'];

/** Renders the address plan as a virtual tree: only rows in view exist, and the keyboard reaches all of them. */
export function PlanList({ topology, rows, nameOf, focused, onOpen, onCopy }: PlanListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useWidth(scroller) < NARROW;
  const openIndex = focused === undefined ? -1 : rows.findIndex((row) => row.kind === 'claim' && row.claim.owner === focused);
  const keyOf = useCallback((index: number) => (rows[index] ? rowKey(rows[index]) : `${index}`), [rows]);
  const heightOf = useCallback(() => (isNarrow ? 52 : 36), [isNarrow]);
  const virtual = useVirtualRows({ scroller, count: rows.length, keyOf, heightOf, openIndex });
  const activate = (row: PlanRow | undefined) => {
    const owner = row && row.kind !== 'free' ? ownerOf(row) : undefined;
    if (owner) onOpen(owner);
  };
  const menu = usePlanMenu(rows);
  const onKeyDown = (event: KeyboardEvent) => {
    menu.onKeyDown(event);
    if (event.defaultPrevented) return;
    const isActivation = (event.key === 'Enter' || event.key === ' ') && !(event.target instanceof HTMLButtonElement);
    const row = rows[virtual.current];
    if (isActivation && row?.kind === 'free') onCopy(formatCidr(row.largest), 'prefix');
    else if (isActivation) activate(row);
    if (isActivation || virtual.navigate(event)) event.preventDefault();
  };
  return (
    <div ref={scroller} className={css.scroller} data-narrow={isNarrow}>
      <div role="treegrid" aria-label="Prefixes" aria-rowcount={rows.length + 1} aria-colcount={COLUMNS.length}>
        <Header />
        {/* biome-ignore lint/a11y/useSemanticElements: only the rows in view exist, which an HTML table cannot express */}
        <div role="rowgroup" className={list.body} style={{ height: virtual.height }} {...menu} onKeyDown={onKeyDown}>
          {virtual.items.map(({ index, start, size, key }) => {
            const row = rows[index];
            return row === undefined ? null : (
              // biome-ignore lint/a11y/useSemanticElements: as above
              <div
                key={key}
                role="row"
                data-index={index}
                data-kind={row.kind}
                data-level={row.level}
                aria-rowindex={index + 2}
                aria-level={row.level}
                aria-selected={row.kind === 'claim' ? row.claim.owner === focused : undefined}
                tabIndex={index === virtual.current ? 0 : -1}
                className={`${list.row} ${css.row}`}
                style={{ minHeight: size, transform: `translateY(${start - HEADER_HEIGHT}px)` }}
                onFocus={() => virtual.setCurrent(index)}
                onClick={() => activate(row)}
                onKeyDown={undefined}
              >
                <PlanCells topology={topology} row={row} nameOf={nameOf} onCopy={onCopy} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Returns the handlers that open the menu of the VNet of a row. */
function usePlanMenu(rows: readonly PlanRow[]) {
  const openMenu = useItemMenu();
  return useMenuGestures((target, anchor) => {
    const row = rows[Number(target.closest<HTMLElement>('[role="row"]')?.dataset.index ?? -1)];
    const key = row && ownerOf(row);
    if (!key || !openMenu) return false;
    openMenu({ kind: 'vnet', key }, anchor);
    return true;
  });
}

const Header = () => (
  // biome-ignore lint/a11y/useSemanticElements: the list is virtual
  <div role="rowgroup" className={list.head}>
    {/* biome-ignore lint/a11y/useSemanticElements: the list is virtual */}
    {/* biome-ignore lint/a11y/useFocusableInteractive: the header has no actions */}
    <div role="row" aria-rowindex={1} className={css.headRow}>
      {COLUMNS.map((title) => (
        // biome-ignore lint/a11y/useSemanticElements: the list is virtual
        <div key={title} role="columnheader" className={list.headCell} tabIndex={-1}>
          {title}
        </div>
      ))}
    </div>
  </div>
);
