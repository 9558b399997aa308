import type { ReactElement } from 'react';
import { HALF_LOOKS, LOOKS } from './half-looks.ts';

/** What the lines mean, read from the table that the painter draws by. */
export function Legend(): ReactElement {
  return (
    <dl className="ps-legend">
      {LOOKS.map((look) => (
        <div key={look}>
          <dt>{HALF_LOOKS[look].label}</dt>
          <dd>{HALF_LOOKS[look].sentence}</dd>
        </div>
      ))}
    </dl>
  );
}
