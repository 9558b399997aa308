import { Button } from '@fluentui/react-components';
import { STOPS, TOUR_MINUTES } from '@peerscape/shared/tour';
import { useState } from 'react';
import { useStoredDocument } from '../../lib/server/use-stored-document.ts';
import { createPreference } from '../../lib/state/create-preference.ts';
import css from './tour.module.css';
import { parseTourProgress, stopIndexOf, TOUR_START } from './tour-progress.ts';

/** Stored per browser, because other users may still be new. */
const declined = createPreference('tour-declined', false, (text) => text === 'true');

interface TourOfferProps {
  /** Increases when a stored document changes. */
  readonly serial: number;
  /** The estate is the sandbox, where nothing can go wrong. */
  readonly isSandbox: boolean;
  readonly onStart: () => void;
  /** Closes the offer for now. */
  readonly onClose: () => void;
}

/** Offers the tour, from the current stop, until it is completed or declined. */
export function TourOffer({ serial, isSandbox, onStart, onClose }: TourOfferProps) {
  const [isDeclined, setDeclined] = useState(declined.read);
  const [progress, setProgress] = useState(TOUR_START);
  const { isLoaded } = useStoredDocument('tour', serial, (value) => setProgress(parseTourProgress(value)));
  if (isDeclined || !isLoaded || STOPS.every(({ id }) => progress.done.includes(id))) return null;
  const isInProgress = progress.done.length > 0 || stopIndexOf(progress) > 0;
  return (
    <aside className={css.offer} aria-label="Guided tour offer">
      <p>
        Peerscape draws virtual networks and both halves of their peerings, finds what is wrong, and fixes it.{' '}
        {isSandbox ? 'This is the sandbox: nothing reaches a real subscription. ' : ''}
        {isInProgress
          ? `The guided tour is paused at stop ${stopIndexOf(progress) + 1} of ${STOPS.length}.`
          : `New here? Take the tour: ${STOPS.length} stops, about ${TOUR_MINUTES} minutes.`}
      </p>
      <div className={css.offerActions}>
        <Button size="small" appearance="primary" onClick={onStart}>
          {isInProgress ? 'Continue tour' : 'Start tour'}
        </Button>
        <Button size="small" onClick={onClose}>
          Close
        </Button>
        <Button
          size="small"
          appearance="subtle"
          onClick={() => {
            declined.write(true);
            setDeclined(true);
          }}
        >
          Don’t show again
        </Button>
      </div>
    </aside>
  );
}
