import { Button, Tooltip } from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { Topology } from '@peerscape/shared/topology';
import { type Lesson, STOPS } from '@peerscape/shared/tour';
import { useEffect, useRef, useState } from 'react';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { Prose } from '../../ui/prose.tsx';
import { ActList } from './act-list.tsx';
import { StartOverDialog } from './start-over-dialog.tsx';
import css from './tour.module.css';
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
  /** Another stop is shown: it may be about VNets that are out of sight. */
  readonly onMoved: () => void;
  readonly onCopy: (text: string, what: string) => void;
}

/** The guided tour beside the view: one stop at a time, ticked by what Azure shows. */
export function TourPanel(props: TourPanelProps) {
  const { topology, lesson, isSandbox, serial, isApplying, onMoved, onClose } = props;
  const tour = useTour({ topology, lesson, isSandbox, serial });
  const [asks, setAsks] = useState(false);
  if (!tour) return null;
  const { at, stop } = tour;
  return (
    <article className={panel.panel} aria-label={`Tour: ${stop.title}`}>
      <header className={panel.head}>
        <div className={panel.headRow}>
          <p className={panel.kind}>
            Guided tour · Stop {at + 1} of {STOPS.length}
          </p>
          <Tooltip content="Close the tour" relationship="label">
            <Button appearance="subtle" size="small" icon={<Dismiss20Regular />} onClick={onClose} />
          </Tooltip>
        </div>
        <Title key={stop.id} text={stop.title} />
        <Progress tour={tour} />
      </header>
      <div className={panel.body}>
        <StopParts {...props} tour={tour} />
        {tour.problem ? (
          <div className={panel.notices}>
            <ProblemNotice problem={tour.problem} />
          </div>
        ) : null}
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
      <Foot
        tour={tour}
        onStep={(by) => {
          tour.step(by);
          onMoved();
        }}
        onClose={onClose}
      />
      <StartOverDialog isSandbox={isSandbox} open={asks} onClose={() => setAsks(false)} onStartOver={tour.startOver} />
    </article>
  );
}

/** Takes the focus at each stop, so that it is heard. */
function Title({ text }: { readonly text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <h2 ref={heading} className={panel.title} tabIndex={-1}>
      {text}
    </h2>
  );
}

const Progress = ({ tour: { at, seen } }: { readonly tour: Tour }) => (
  <div className={css.progress} aria-hidden="true">
    {STOPS.map(({ id }, i) => (
      <span key={id} className={css.part} data-done={seen.done.has(id)} data-here={i === at} />
    ))}
  </div>
);

function StopParts({ tour, lesson, isSandbox, onShow, onCopy }: TourPanelProps & { readonly tour: Tour }) {
  const { stop, seen } = tour;
  return (
    <>
      <section className={panel.section} aria-label="What to know">
        {stop.know.map((text) => (
          <p key={text}>
            <Prose text={text} />
          </p>
        ))}
        <p className={css.look}>
          <span className={panel.quiet}>On the map:</span>
          {stop.look.map((name) => (
            <button key={name} type="button" className={panel.link} onClick={() => onShow(lesson[name].key)}>
              {name}
            </button>
          ))}
        </p>
      </section>
      <ActList tour={tour} lesson={lesson} isSandbox={isSandbox} onCopy={onCopy} />
      <section className={panel.section} aria-label="What ARM says">
        <h3 className={panel.heading}>What ARM says</h3>
        <ul className={css.saw}>
          {stop.saw(seen).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </section>
      <div role="status">
        {tour.isDone ? (
          <div className={panel.notices}>
            <Notice severity="good" title="Done: Azure shows it" />
          </div>
        ) : null}
      </div>
    </>
  );
}

interface FootProps {
  readonly tour: Tour;
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
}

function Foot({ tour: { at, isDone }, onStep, onClose }: FootProps) {
  const isLast = at === STOPS.length - 1;
  return (
    <footer className={panel.foot}>
      <div className={panel.acts}>
        <Button size="small" disabled={at === 0} onClick={() => onStep(-1)}>
          Back
        </Button>
        {isLast ? (
          <Button size="small" appearance={isDone ? 'primary' : 'secondary'} onClick={onClose}>
            End the tour
          </Button>
        ) : (
          <Button size="small" appearance={isDone ? 'primary' : 'secondary'} onClick={() => onStep(1)}>
            {isDone ? 'Next stop' : 'Skip'}
          </Button>
        )}
      </div>
    </footer>
  );
}
