import { type ReactElement, useId, useState } from 'react';
import type { ThemeName } from '../../../lib/format/half-status-styles.ts';
import { collapsedLegendSections } from '../../../lib/state/preferences.ts';
import { LEGEND } from '../model/legend.ts';
import { LegendSample } from './legend-sample.tsx';
import './map.css';

/** Renders the legend of all that the map draws. Its sections can be collapsed, and stay so; print shows all of them. */
export function Legend({ theme }: { theme: ThemeName }): ReactElement {
  const [collapsed, setCollapsed] = useState(() => new Set(collapsedLegendSections.read().split(',')));
  const prefix = useId();
  const toggle = (id: string) => {
    const next = new Set(collapsed);
    if (!next.delete(id)) next.add(id);
    setCollapsed(next);
    collapsedLegendSections.write([...next].filter(Boolean).join(','));
  };
  return (
    <div className="ps-legend">
      {LEGEND.map(({ id, title, items }) => (
        <section key={id}>
          <h3>
            <button type="button" aria-expanded={!collapsed.has(id)} aria-controls={`${prefix}${id}`} onClick={() => toggle(id)}>
              <svg viewBox="0 0 12 12" aria-hidden="true">
                <path d="M4 2.5 8 6 4 9.5" />
              </svg>
              {title}
            </button>
          </h3>
          <dl id={`${prefix}${id}`} hidden={collapsed.has(id)}>
            {items.map((item) => (
              <div key={item.label}>
                <dt>
                  <LegendSample item={item} theme={theme} />
                  {item.label}
                </dt>
                {item.sentence ? <dd>{item.sentence}</dd> : null}
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
