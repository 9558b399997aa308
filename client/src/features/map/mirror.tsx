import type { ResourceKey } from '@peerscape/shared/arm';
import { type ReactElement, useMemo } from 'react';
import type { Selection } from '../../lib/selection.ts';
import type { Standing } from './living-map.ts';
import { mirrorOf } from './mirror.ts';
import type { FindingCounts } from './paint/findings.ts';
import { troubleInWords } from './words.ts';

interface MirrorProps {
  readonly standing: Standing | undefined;
  readonly selection: Selection | undefined;
  readonly findings: FindingCounts;
  onPick(key: ResourceKey): void;
}

/** The map for screen readers and keys: a button over each VNet in view. The pointer goes through to the canvas. */
export function Mirror({ standing, selection, findings, onPick }: MirrorProps): ReactElement {
  const selected = selection?.kind === 'vnet' ? selection.key : undefined;
  const entries = useMemo(() => (standing ? mirrorOf(standing, selected) : []), [standing, selected]);
  const first = entries.some(({ key }) => key === selected) ? selected : entries[0]?.key;
  return (
    <ul className="ps-map-mirror" aria-label="Virtual networks in view">
      {entries.map(({ key, name, left, top, width, height }) => (
        <li key={key} style={{ left, top, width, height }}>
          <button
            type="button"
            data-key={key}
            aria-label={name}
            aria-description={findings.has(key) ? troubleInWords(findings.get(key)?.count ?? 0) : undefined}
            aria-pressed={key === selected}
            tabIndex={key === first ? 0 : -1}
            onClick={() => onPick(key)}
          />
        </li>
      ))}
    </ul>
  );
}
