import type { ReactElement } from 'react';

interface ControlsProps {
  onZoomIn(): void;
  onZoomOut(): void;
  onFit(): void;
}

const SIGN = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6, strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

/** Zoom and fit, in the corner of the map. */
export function Controls({ onZoomIn, onZoomOut, onFit }: ControlsProps): ReactElement {
  const buttons = [
    { label: 'Zoom in (+)', path: 'M10 4v12M4 10h12', act: onZoomIn },
    { label: 'Zoom out (−)', path: 'M4 10h12', act: onZoomOut },
    { label: 'Show everything (0)', path: 'M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4', act: onFit },
  ];
  return (
    <fieldset className="ps-map-controls" aria-label="Zoom">
      {buttons.map(({ label, path, act }) => (
        <button key={label} type="button" aria-label={label} title={label} onClick={act}>
          <svg viewBox="0 0 20 20" aria-hidden="true" {...SIGN}>
            <path d={path} />
          </svg>
        </button>
      ))}
    </fieldset>
  );
}
