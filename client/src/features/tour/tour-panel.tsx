import { Button, Tooltip } from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { Topology } from '@peerscape/shared/topology';
import { type Lesson, STOPS } from '@peerscape/shared/tour';
import { type ReactNode, useEffect, useState } from 'react';
import { ProblemNotice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { useMedia } from '../../ui/use-media.ts';
import { ActList } from './act-list.tsx';
import { StartOverDialog } from './start-over-dialog.tsx';
import css from './tour.module.css';
import { DoneNotice, Knowledge, Progress, Saw, Steps, Title } from './tour-parts.tsx';
import { type Tour, useTour } from './use-tour.ts';

interface TourPanelProps {
  readonly topology: Topology;
  readonly lesson: Lesson;
  /** Whether a colleague can be asked, and everything be given back. */
  readonly isSandbox: boolean;
  readonly serial: number;
  /** An apply is under way. */
  readonly isApplying: boolean;
  readonly onClose: () => void;
  readonly onShow: (vnet: ResourceKey) => void;
  /** What the stop speaks of, for the map to light; nothing when the tour is closed. */
  readonly onLook: (vnets: readonly ResourceKey[]) => void;
  /** Another stop is shown: it begins with nothing selected, open or picked. */
  readonly onMoved: () => void;
  readonly onCopy: (text: string, what: string) => void;
}

/** From this width the tour stands beside the view; on a narrower screen it is a band above it. The stylesheets of `app` know it, too. */
const IS_BAND = '(max-width: 1199px)';

/** The guided tour beside the view: one stop at a time, ticked by what Azure shows. In a band, what to do comes first. */
export function TourPanel(props: TourPanelProps) {
  const { topology, lesson, isSandbox, serial, isApplying, onLook, onMoved, onClose } = props;
  const tour = useTour({ topology, lesson, isSandbox, serial });
  const look = tour?.stop.look;
  useEffect(() => {
    onLook(look?.map((name) => lesson[name].key) ?? []);
    return () => onLook([]);
  }, [look, lesson, onLook]);
  const isBand = useMedia(IS_BAND);
  const [asks, setAsks] = useState(false);
  if (!tour) return null;
  const onStep = (by: 1 | -1) => {
    tour.step(by);
    onMoved();
  };
  const onStartOver = () => {
    tour.startOver();
    onMoved();
  };
  const steps = <Steps tour={tour} onStep={onStep} onClose={onClose} />;
  return (
    <article className={panel.panel} aria-label={`Tour: ${tour.stop.title}`}>
      <Head tour={tour} onClose={onClose}>
        {isBand ? steps : null}
      </Head>
      <div className={panel.body}>
        <Parts {...props} tour={tour} isBand={isBand} />
        <div className={panel.section}>
          <Button
            className={css.again ?? ''}
            size="small"
            appearance="subtle"
            disabled={tour.isBusy || isApplying}
            onClick={() => setAsks(true)}
          >
            Start over…
          </Button>
        </div>
      </div>
      {isBand ? null : (
        <footer className={panel.foot}>
          <DoneNotice tour={tour} />
          {steps}
        </footer>
      )}
      <StartOverDialog isSandbox={isSandbox} open={asks} onClose={() => setAsks(false)} onStartOver={onStartOver} />
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
        <span className={css.kind}>Guided tour · </span>Stop {tour.at + 1} of {STOPS.length}
      </p>
      <div className={css.headActs}>
        {children}
        <Tooltip content="Close the tour" relationship="label">
          <Button appearance="subtle" size="small" icon={<Dismiss20Regular />} onClick={onClose} />
        </Tooltip>
      </div>
    </div>
    <Title key={tour.stop.id} text={tour.stop.title} />
    <Progress tour={tour} />
  </header>
);

/** What is read and done at the stop, in the order in which it is needed where it stands. */
function Parts(props: TourPanelProps & { readonly tour: Tour; readonly isBand: boolean }) {
  const { tour, lesson, isBand, onShow } = props;
  const knowledge = <Knowledge tour={tour} lesson={lesson} onShow={(name) => onShow(lesson[name].key)} />;
  return (
    <>
      {isBand ? (
        <div className={tour.isDone ? panel.notices : undefined}>
          <DoneNotice tour={tour} />
        </div>
      ) : (
        knowledge
      )}
      <ActList {...props} />
      <Saw tour={tour} />
      {isBand ? knowledge : null}
      {tour.problem ? (
        <div className={panel.notices}>
          <ProblemNotice problem={tour.problem} />
        </div>
      ) : null}
    </>
  );
}
