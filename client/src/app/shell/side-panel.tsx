import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { MAX_PANEL_WIDTH, MIN_PANEL_WIDTH, panelWidth } from '../../lib/state/preferences.ts';
import { returnFocus } from '../../ui/focus-return.ts';
import css from './side-panel.module.css';

const RESIZE_STEP = 24;
const TWO_COLUMN_WIDTH = 600;
const clampWidth = (width: number) => Math.round(Math.max(MIN_PANEL_WIDTH, Math.min(MAX_PANEL_WIDTH, width)));

interface SidePanelProps {
  readonly label: string;
  /** Reserves at least the width of two columns. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** Side panel beside the view, or below it on a narrow screen. Resizable by dragging its edge or with the arrow keys. */
export function SidePanel({ label, isWide = false, children }: SidePanelProps) {
  const [width, setWidth] = useState(panelWidth.read);
  const resize = (next: number) => {
    setWidth(clampWidth(next));
    panelWidth.write(clampWidth(next));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') resize(width + RESIZE_STEP);
    else if (event.key === 'ArrowRight') resize(width - RESIZE_STEP);
    else return;
    event.preventDefault();
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(window.innerWidth - event.clientX);
  };
  return (
    <aside
      className={css.panel}
      data-side-panel
      aria-label={label}
      style={{ '--width': `${isWide ? Math.max(width, TWO_COLUMN_WIDTH) : width}px` } as CSSProperties}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be dragged */}
      <div
        className={css.edge}
        role="separator"
        aria-orientation="vertical"
        aria-label="Panel width"
        aria-valuenow={width}
        aria-valuemin={MIN_PANEL_WIDTH}
        aria-valuemax={MAX_PANEL_WIDTH}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
      />
      <Content key={label}>{children}</Content>
    </aside>
  );
}

/** Content of the panel. When it closes with the focus inside, the focus returns to where it was before. */
function Content({ children }: Pick<SidePanelProps, 'children'>) {
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = content.current;
    let origin = document.activeElement;
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof Element && !element?.contains(target)) origin = target;
    };
    document.addEventListener('focusin', remember);
    return () => {
      document.removeEventListener('focusin', remember);
      if (element?.contains(document.activeElement)) requestAnimationFrame(() => returnFocus(origin));
    };
  }, []);
  return (
    <div ref={content} className={css.content}>
      {children}
    </div>
  );
}
