import { Button } from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { Topology } from '@peerscape/shared/topology';
import { type Lesson, STOPS } from '@peerscape/shared/tour';
import { type ReactNode, useEffect, useState } from 'react';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { ActList } from './act-list.tsx';
import css from './tour.module.css';
import { ArmState, DoneNotice, StopBackground, StopNavigation, StopProgress, StopQuestion, StopTitle } from './tour-sections.tsx';
import { type Tour, useTour } from './use-tour.ts';

interface TourPanelProps {
  readonly topology: Topology;
  readonly lesson: Lesson;
  /** In the sandbox, an external actor is available and the initial state can be restored. */
  readonly isSandbox: boolean;
  /** Increases when a stored document changes. */
  readonly serial: number;
  /** An apply is running. */
  readonly isApplying: boolean;
  readonly onClose: () => void;
  readonly onShow: (vnet: ResourceKey) => void;
  /** Asks whether one VNet reaches another. */
  readonly onAsk: (from: ResourceKey, to: ResourceKey) => void;
  /** Called with the VNets that the stop mentions, to highlight them on the map; empty when the tour is closed. */
  readonly onHighlight: (vnets: readonly ResourceKey[]) => void;
  /** Called when another stop is shown, to clear the selection and close panels. */
  readonly onStopChange: () => void;
  readonly onCopy: (text: string, what: string) => void;
}

/** Up to this width the tour is a band above the view, otherwise a column next to it. The stylesheets of `app` use the same breakpoint. */
const BAND_QUERY = '(max-width: 1199px)';

/** Consequences of starting over, by environment. */
const START_OVER_CONSEQUENCES = {
  sandbox:
    'The tour returns to its first stop, and the sandbox is reset to its initial state. Changes made there since then are lost. The history of applied plans is kept.',
  azure: 'The tour returns to its first stop. Nothing is changed in Azure.',
} as const;

/** Renders the guided tour, one stop at a time; stops are completed when Azure shows the expected state. In a band, the tasks come first. */
export function TourPanel(props: TourPanelProps) {
  const { topology, lesson, isSandbox, serial, isApplying, onHighlight, onStopChange, onClose } = props;
  const tour = useTour({ topology, lesson, isSandbox, serial });
  const mentioned = tour?.stop.highlights;
  useEffect(() => {
    onHighlight(mentioned?.map((name) => lesson[name].key) ?? []);
    return () => onHighlight([]);
  }, [mentioned, lesson, onHighlight]);
  const isBand = useMedia(BAND_QUERY);
  const [isConfirming, setConfirming] = useState(false);
  if (!tour) return null;
  const onStep = (by: 1 | -1) => {
    tour.step(by);
    onStopChange();
  };
  const onStartOver = () => {
    tour.startOver();
    onStopChange();
  };
  const navigation = <StopNavigation tour={tour} onStep={onStep} onClose={onClose} />;
  return (
    <article className={panel.panel} aria-label={`Tour: ${tour.stop.title}`}>
      <Head tour={tour} onClose={onClose}>
        {isBand ? navigation : null}
      </Head>
      <div className={panel.body}>
        <Sections {...props} tour={tour} isBand={isBand} />
        <div className={panel.section}>
          <Button
            className={css.again ?? ''}
            size="small"
            appearance="subtle"
            disabled={tour.isBusy || isApplying}
            onClick={() => setConfirming(true)}
          >
            Start over…
          </Button>
        </div>
      </div>
      {isBand ? null : (
        <footer className={panel.footer}>
          <DoneNotice tour={tour} />
          {navigation}
        </footer>
      )}
      <ConfirmDialog
        title="Start the tour over?"
        confirm="Start over"
        open={isConfirming}
        onClose={() => setConfirming(false)}
        onConfirm={onStartOver}
      >
        {START_OVER_CONSEQUENCES[isSandbox ? 'sandbox' : 'azure']}
      </ConfirmDialog>
    </article>
  );
}

interface HeadProps {
  readonly tour: Tour;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const Head = ({ tour, onClose, children }: HeadProps) => (
  <header className={`${panel.head} ${css.head}`}>
    <div className={panel.headRow}>
      <p className={panel.kind}>
        <span className={css.kind}>Guided tour · </span>Stop {tour.index + 1} of {STOPS.length}
      </p>
      <div className={css.headActions}>
        {children}
        <Tooltip content="Close tour" relationship="label">
          <Button appearance="subtle" size="small" icon={<Dismiss20Regular />} onClick={onClose} />
        </Tooltip>
      </div>
    </div>
    <StopTitle key={tour.stop.id} text={tour.stop.title} />
    <StopProgress tour={tour} />
  </header>
);

/** Renders the background and the tasks of the stop; in a band, the tasks come first. */
function Sections(props: TourPanelProps & { readonly tour: Tour; readonly isBand: boolean }) {
  const { tour, lesson, isBand, onShow, onAsk } = props;
  const background = <StopBackground tour={tour} lesson={lesson} onShow={(name) => onShow(lesson[name].key)} />;
  return (
    <>
      {isBand ? (
        <div className={tour.isDone ? panel.notices : undefined}>
          <DoneNotice tour={tour} />
        </div>
      ) : (
        background
      )}
      <ActList {...props} />
      <StopQuestion tour={tour} onAsk={(from, to) => onAsk(lesson[from].key, lesson[to].key)} />
      <ArmState tour={tour} />
      {isBand ? background : null}
      {tour.problem ? (
        <div className={panel.notices}>
          <ProblemNotice problem={tour.problem} />
        </div>
      ) : null}
    </>
  );
}
