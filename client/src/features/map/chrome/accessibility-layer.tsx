import type { ResourceKey } from '@peerscape/shared/arm';
import { type ReactElement, type RefObject, useLayoutEffect, useMemo } from 'react';
import { count } from '../../../lib/format/format.ts';
import { PLANNED_CHANGE_LABELS, type PlannedChange } from '../../../lib/format/half-status-styles.ts';
import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import { isMultiSelectClick } from '../../../lib/state/multi-selection.ts';
import type { ViewportState } from '../interaction/map-io.ts';
import { formatFindingCount } from '../model/descriptions.ts';
import { parseHalfKey } from '../model/half-markers.ts';
import type { FindingCounts } from '../paint/finding-badges.ts';
import { createAccessibilityEntries } from './accessibility-entries.ts';

interface AccessibilityLayerProps {
  /** Has `aria-busy` while the view moves and the buttons do not follow yet. */
  readonly list: RefObject<HTMLUListElement | null>;
  readonly viewport: ViewportState | undefined;
  readonly focused: FocusedItem | undefined;
  /** VNet that the keyboard reached last; its button is there even when it is out of view. */
  readonly cursor: ResourceKey | undefined;
  /** VNets and ghosts that match the filter; undefined for all. */
  readonly shown: ReadonlySet<ResourceKey> | undefined;
  readonly findings: FindingCounts;
  readonly planned: ReadonlyMap<string, PlannedChange>;
  readonly selected: ReadonlySet<ResourceKey>;
  /** Called when a button is pressed; `isMulti` is true with Shift, Ctrl or ⌘, which toggles the multi-selection. */
  onActivate(key: ResourceKey, isMulti: boolean): void;
  /** Called when a button gets the keyboard focus, and without a key when it loses it. */
  onKeyboardFocus(key: ResourceKey | undefined): void;
}

/** Renders the map for screen readers and keyboards: a button over each VNet in view. Pointer events pass through to the canvas. */
export function AccessibilityLayer({
  list,
  viewport,
  focused,
  cursor,
  shown,
  findings,
  planned,
  selected,
  onActivate,
  onKeyboardFocus,
}: AccessibilityLayerProps): ReactElement {
  const focusedKey = focused?.kind === 'vnet' ? focused.key : undefined;
  const entries = useMemo(
    () => (viewport ? createAccessibilityEntries(viewport, [focusedKey, cursor], shown) : []),
    [viewport, focusedKey, cursor, shown],
  );
  // set directly on the element, because a movement must not render the list again
  useLayoutEffect(() => (viewport ? list.current?.removeAttribute('aria-busy') : undefined), [list, viewport]);
  const plannedTexts = useMemo(() => describePlanned(planned), [planned]);
  const tabStop = (entries.find(({ key }) => key === cursor) ?? entries.find(({ key }) => key === focusedKey) ?? entries[0])?.key;
  return (
    <ul ref={list} className="ps-map-accessibility-layer" aria-label="Virtual networks in view">
      {entries.map(({ key, name, attention, isDimmed, left, top, width, height }) => (
        <li key={key} style={{ left, top, width, height }}>
          <button
            type="button"
            data-key={key}
            aria-label={[name, ...describeFindings(findings.get(key)?.count), ...(selected.has(key) ? ['selected'] : [])].join(', ')}
            aria-description={
              [...(isDimmed ? ['does not match the filter'] : []), ...attention, ...(plannedTexts.get(key) ?? [])].join(', ') || undefined
            }
            aria-pressed={key === focusedKey}
            aria-keyshortcuts="Shift+F10"
            tabIndex={key === tabStop ? 0 : -1}
            onFocus={({ target }) => onKeyboardFocus(target.matches(':focus-visible') ? key : undefined)}
            onBlur={() => onKeyboardFocus(undefined)}
            onClick={(event) => onActivate(key, isMultiSelectClick(event))}
          />
        </li>
      ))}
    </ul>
  );
}

/** Describes the badge of a VNet; as part of the name, because screen readers may be set to leave out descriptions. */
const describeFindings = (count = 0): readonly string[] => (count > 0 ? [formatFindingCount(count)] : []);

/** Describes, for each VNet, the planned changes to the halves that it owns: `2 halves to be created`. */
function describePlanned(planned: ReadonlyMap<string, PlannedChange>): ReadonlyMap<ResourceKey, readonly string[]> {
  const counts = new Map<ResourceKey, Map<PlannedChange, number>>();
  for (const [key, change] of planned) {
    const [from] = parseHalfKey(key);
    const changes = counts.get(from) ?? new Map<PlannedChange, number>();
    counts.set(from, changes.set(change, (changes.get(change) ?? 0) + 1));
  }
  const describe = ([change, halves]: [PlannedChange, number]) => `${count(halves, 'half', 'halves')} ${PLANNED_CHANGE_LABELS[change]}`;
  return new Map([...counts].map(([key, changes]) => [key, [...changes].map(describe)]));
}
