import { Button } from '@fluentui/react-components';
import { STOPS } from '@peerscape/shared/tour';
import { useState } from 'react';
import { useKeptDocument } from '../../lib/server/use-kept-document.ts';
import { kept } from '../../lib/state/kept.ts';
import { placeIn, START, stopAt } from './place.ts';
import css from './tour.module.css';

/** One person's choice in one browser: another may still be new here. */
const declined = kept('tour-declined', false, (text) => text === 'true');

interface TourOfferProps {
  /** Moves when a kept document does. */
  readonly serial: number;
  readonly onStart: () => void;
}

/** Offers the tour to whoever opens the course, from where it was left, until it is done or they want no more of it. */
export function TourOffer({ serial, onStart }: TourOfferProps) {
  const [isDeclined, setDeclined] = useState(declined.read);
  const [place, setPlace] = useState(START);
  const { isRead } = useKeptDocument('tour', serial, (value) => setPlace(placeIn(value)));
  if (isDeclined || !isRead || STOPS.every(({ id }) => place.done.includes(id))) return null;
  const isUnderWay = place.done.length > 0 || stopAt(place) > 0;
  return (
    <aside className={css.offer} aria-label="Offer of the guided tour">
      <p>
        {isUnderWay
          ? `The tour was left at stop ${stopAt(place) + 1} of ${STOPS.length}.`
          : `New here? Take the tour: ${STOPS.length} stops, about 15 minutes.`}
      </p>
      <div className={css.offerActs}>
        <Button size="small" appearance="primary" onClick={onStart}>
          {isUnderWay ? 'Go on with the tour' : 'Start the tour'}
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
