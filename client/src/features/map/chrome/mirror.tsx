import type { ResourceKey } from '@peerscape/shared/arm';
import { type ReactElement, type RefObject, useLayoutEffect, useMemo } from 'react';
import { PLANNED_WORDS, type PlannedChange } from '../../../lib/format/half-looks.ts';
import { isPicking } from '../../../lib/state/picks.ts';
import type { Selection } from '../../../lib/state/selection.ts';
import type { Standing } from '../interaction/map-io.ts';
import { endsOf } from '../model/half-marks.ts';
import { troubleInWords } from '../model/words.ts';
import type { FindingCounts } from '../paint/findings.ts';
import { mirrorOf } from './mirror.ts';

interface MirrorProps {
  /** Busy, by `aria-busy`, while the picture moves and the buttons do not follow yet. */
  readonly list: RefObject<HTMLUListElement | null>;
  readonly standing: Standing | undefined;
  readonly selection: Selection | undefined;
  readonly findings: FindingCounts;
  readonly planned: ReadonlyMap<string, PlannedChange>;
  readonly picked: ReadonlySet<ResourceKey>;
  /** A button was pressed; with Shift, Ctrl or ⌘ held it is to pick beside what is picked. */
  onPick(key: ResourceKey, isPicking: boolean): void;
}

/** The map for screen readers and keys: a button over each VNet in view. The pointer goes through to the canvas. */
export function Mirror({ list, standing, selection, findings, planned, picked, onPick }: MirrorProps): ReactElement {
  const selected = selection?.kind === 'vnet' ? selection.key : undefined;
  const entries = useMemo(() => (standing ? mirrorOf(standing, selected) : []), [standing, selected]);
  // not by React: a movement must not render the list once more
  useLayoutEffect(() => (standing ? list.current?.removeAttribute('aria-busy') : undefined), [list, standing]);
  const drafted = useMemo(() => draftedOf(planned), [planned]);
  const first = entries.some(({ key }) => key === selected) ? selected : entries[0]?.key;
  return (
    <ul ref={list} className="ps-map-mirror" aria-label="Virtual networks in view">
      {entries.map(({ key, name, left, top, width, height }) => (
        <li key={key} style={{ left, top, width, height }}>
          <button
            type="button"
            data-key={key}
            aria-label={picked.has(key) ? `${name}, picked` : name}
            aria-description={
              [...(findings.has(key) ? [troubleInWords(findings.get(key)?.count ?? 0)] : []), ...(drafted.get(key) ?? [])].join(', ') ||
              undefined
            }
            aria-pressed={key === selected}
            tabIndex={key === first ? 0 : -1}
            onClick={(event) => onPick(key, isPicking(event))}
          />
        </li>
      ))}
    </ul>
  );
}

/** Of each VNet, what a draft does to the halves that it owns: `2 halves to be created`. */
function draftedOf(planned: ReadonlyMap<string, PlannedChange>): ReadonlyMap<ResourceKey, readonly string[]> {
  const counts = new Map<ResourceKey, Map<PlannedChange, number>>();
  for (const [key, change] of planned) {
    const [from] = endsOf(key);
    const of = counts.get(from) ?? new Map<PlannedChange, number>();
    counts.set(from, of.set(change, (of.get(change) ?? 0) + 1));
  }
  const said = ([change, count]: [PlannedChange, number]) => `${count} ${count === 1 ? 'half' : 'halves'} ${PLANNED_WORDS[change]}`;
  return new Map([...counts].map(([key, of]) => [key, [...of].map(said)]));
}
