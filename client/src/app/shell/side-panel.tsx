import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import { NARROWEST, panelWidth, WIDEST } from '../../lib/state/preferences.ts';
import css from './side-panel.module.css';

const STEP = 24;
const TWO_COLUMNS = 600;
const within = (width: number) => Math.round(Math.max(NARROWEST, Math.min(WIDEST, width)));

interface SidePanelProps {
  readonly label: string;
  /** Two columns stand in it, so it is never narrower than they need. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** The panel beside the view; under it on a narrow screen. Its edge can be dragged, or moved with the arrow keys. */
export function SidePanel({ label, isWide = false, children }: SidePanelProps) {
  const [width, setWidth] = useState(panelWidth.read);
  const resize = (next: number) => {
    setWidth(within(next));
    panelWidth.write(within(next));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') resize(width + STEP);
    else if (event.key === 'ArrowRight') resize(width - STEP);
    else return;
    event.preventDefault();
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(window.innerWidth - event.clientX);
  };
  return (
    <aside
      className={css.panel}
      aria-label={label}
      style={{ '--width': `${isWide ? Math.max(width, TWO_COLUMNS) : width}px` } as CSSProperties}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be dragged */}
      <div
        className={css.edge}
        role="separator"
        aria-orientation="vertical"
        aria-label="Width of the panel"
        aria-valuenow={width}
        aria-valuemin={NARROWEST}
        aria-valuemax={WIDEST}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
      />
      <div className={css.content}>{children}</div>
    </aside>
  );
}
