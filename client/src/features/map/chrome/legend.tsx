import { Fragment, type ReactElement } from 'react';
import type { ThemeName } from '../../../lib/format/half-status-styles.ts';
import { LEGEND } from '../model/legend.ts';
import { LegendSample } from './legend-sample.tsx';
import './map.css';

/** Renders the legend of lines, glyphs and badges. */
export const Legend = ({ theme }: { theme: ThemeName }): ReactElement => (
  <div className="ps-legend">
    {LEGEND.map(({ title, items }) => (
      <Fragment key={title}>
        <h3>{title}</h3>
        <dl>
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
      </Fragment>
    ))}
  </div>
);
