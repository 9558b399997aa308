import type { ReactElement } from 'react';
import { VIEW_COMMANDS, withShortcut } from '../../../lib/format/shortcut-keys.ts';

interface ControlsProps {
  onZoomIn(): void;
  onZoomOut(): void;
  onFit(): void;
}

const ICON = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6, strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

/** Renders the zoom and fit buttons in the corner of the map. */
export function ZoomControls({ onZoomIn, onZoomOut, onFit }: ControlsProps): ReactElement {
  const buttons = [
    { ...VIEW_COMMANDS['zoom-in'], path: 'M10 4v12M4 10h12', onClick: onZoomIn },
    { ...VIEW_COMMANDS['zoom-out'], path: 'M4 10h12', onClick: onZoomOut },
    { ...VIEW_COMMANDS.fit, path: 'M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4', onClick: onFit },
  ];
  return (
    <fieldset className="ps-map-controls" aria-label="Zoom">
      {buttons.map(({ label, shortcut, path, onClick }) => (
        <button key={label} type="button" aria-label={label} title={withShortcut(label, shortcut)} onClick={onClick}>
          <svg viewBox="0 0 20 20" aria-hidden="true" {...ICON}>
            <path d={path} />
          </svg>
        </button>
      ))}
    </fieldset>
  );
}
