import { Button } from '@fluentui/react-components';
import { STOPS } from '@peerscape/shared/tour';
import { useState } from 'react';
import { kept } from '../../lib/kept.ts';
import css from './tour.module.css';

/** One person's choice in one browser: another may still be new here. */
const declined = kept('tour-declined', false, (text) => text === 'true');

/** Offers the tour to whoever opens the course, until they want no more of it. */
export function TourOffer({ onStart }: { readonly onStart: () => void }) {
  const [isDeclined, setDeclined] = useState(declined.read);
  if (isDeclined) return null;
  return (
    <aside className={css.offer} aria-label="Offer of the guided tour">
      <p>New here? Take the tour: {STOPS.length} stops, about 15 minutes.</p>
      <div className={css.offerActs}>
        <Button size="small" appearance="primary" onClick={onStart}>
          Start the tour
        </Button>
        <Button
          size="small"
          appearance="subtle"
          onClick={() => {
            declined.write(true);
            setDeclined(true);
          }}
        >
          Do not offer it again
        </Button>
      </div>
    </aside>
  );
}
