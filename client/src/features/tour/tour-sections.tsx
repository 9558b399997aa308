import { Button } from '@fluentui/react-components';
import { type Lesson, type LessonName, STOPS } from '@peerscape/shared/tour';
import { useEffect, useRef } from 'react';
import { Notice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { Prose } from '../../ui/prose.tsx';
import { takeFocus } from '../../ui/take-focus.ts';
import css from './tour.module.css';
import type { Tour } from './use-tour.ts';

interface TourProps {
  readonly tour: Tour;
}

/** Renders the title of the stop. Each new stop focuses it, so that screen readers announce it, and scrolls to the top. */
export function StopTitle({ text }: { readonly text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    takeFocus(heading.current);
    heading.current?.closest('article')?.scrollIntoView({ block: 'start' });
  }, []);
  return (
    <h2 ref={heading} className={panel.title} tabIndex={-1}>
      {text}
    </h2>
  );
}

/** Renders a progress bar of the stops, hidden from screen readers. */
export const StopProgress = ({ tour: { index, seen } }: TourProps) => (
  <div className={css.progress} aria-hidden="true">
    {STOPS.map(({ id }, i) => (
      <span key={id} className={css.segment} data-done={seen.done.has(id)} data-here={i === index} />
    ))}
  </div>
);

/** Renders the background of the stop and links to the VNets that it mentions. */
export const StopBackground = ({ tour: { stop }, lesson, onShow }: TourProps & KnowledgeProps) => (
  <section className={panel.section} aria-label="What to know">
    {stop.background.map((text) => (
      <p key={text}>
        <Prose text={text} />
      </p>
    ))}
    <p className={css.mentioned}>
      <span className={panel.quiet}>Highlighted on the map:</span>
      {stop.highlights.map((name) => (
        <button key={name} type="button" className={panel.link} onClick={() => onShow(name)}>
          {lesson[name].name}
        </button>
      ))}
    </p>
  </section>
);

interface KnowledgeProps {
  readonly lesson: Lesson;
  readonly onShow: (name: LessonName) => void;
}

/** Renders the question of the stop as a button that asks it; nothing for a stop without one. */
export function StopQuestion({ tour: { stop }, onAsk }: TourProps & { readonly onAsk: (from: LessonName, to: LessonName) => void }) {
  const { question } = stop;
  return question ? (
    <section className={panel.section} aria-label="Ask Peerscape">
      <h3 className={panel.heading}>Ask Peerscape</h3>
      <p className={panel.quiet}>Before and after the tasks: the answer shows the way there and back, and where it ends.</p>
      <div className={panel.actions}>
        <Button size="small" onClick={() => onAsk(question.from, question.to)}>
          Can {question.from} reach {question.to}?
        </Button>
      </div>
    </section>
  ) : null;
}

/** Renders the current state as ARM reports it. */
export const ArmState = ({ tour: { stop, seen } }: TourProps) => (
  <section className={panel.section} aria-label="What ARM returns">
    <h3 className={panel.heading}>What ARM returns</h3>
    <ul className={css.facts}>
      {stop.describeState(seen).map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  </section>
);

/** Renders the notice that the stop is done; at the last stop, with the number of skipped ones. */
export function DoneNotice({ tour: { index, isDone, seen } }: TourProps) {
  const skipped = STOPS.filter(({ id }) => !seen.done.has(id)).length;
  return (
    <div role="status" className={css.status}>
      {isDone ? (
        <Notice severity="good" title="Done: confirmed in Azure">
          {isLast(index)
            ? `This was the last stop. ${skipped === 0 ? 'All stops are done.' : `${skipped} of ${STOPS.length} stops are not done.`}`
            : null}
        </Notice>
      ) : null}
    </div>
  );
}

interface StepsProps extends TourProps {
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
}

/** Renders the buttons to move between stops and, at the last stop, to end the tour. */
export const StopNavigation = ({ tour: { index, isDone }, onStep, onClose }: StepsProps) => (
  <div className={panel.actions}>
    <Button size="small" disabled={index === 0} onClick={() => onStep(-1)}>
      Back
    </Button>
    {isLast(index) ? (
      <Button size="small" appearance={isDone ? 'primary' : 'secondary'} onClick={onClose}>
        End tour
      </Button>
    ) : (
      <Button size="small" appearance={isDone ? 'primary' : 'secondary'} onClick={() => onStep(1)}>
        {isDone ? 'Next stop' : 'Skip'}
      </Button>
    )}
  </div>
);

const isLast = (at: number): boolean => at === STOPS.length - 1;
