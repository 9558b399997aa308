import { Button } from '@fluentui/react-components';
import { type Lesson, type LessonName, STOPS } from '@peerscape/shared/tour';
import { useEffect, useRef } from 'react';
import { Notice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { Prose } from '../../ui/prose.tsx';
import css from './tour.module.css';
import type { Tour } from './use-tour.ts';

interface OfTour {
  readonly tour: Tour;
}

/** The title of the stop. It takes the focus at each stop, so that it is heard, and the stop is seen from its beginning. */
export function Title({ text }: { readonly text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest('article')?.scrollIntoView({ block: 'start' });
  }, []);
  return (
    <h2 ref={heading} className={panel.title} tabIndex={-1}>
      {text}
    </h2>
  );
}

/** How many stops are done and which one is shown, for the eye. */
export const Progress = ({ tour: { at, seen } }: OfTour) => (
  <div className={css.progress} aria-hidden="true">
    {STOPS.map(({ id }, i) => (
      <span key={id} className={css.part} data-done={seen.done.has(id)} data-here={i === at} />
    ))}
  </div>
);

/** What to know at the stop, and which VNets it is about. */
export const Knowledge = ({ tour: { stop }, lesson, onShow }: OfTour & KnowledgeProps) => (
  <section className={panel.section} aria-label="What to know">
    {stop.know.map((text) => (
      <p key={text}>
        <Prose text={text} />
      </p>
    ))}
    <p className={css.look}>
      <span className={panel.quiet}>Lit on the map:</span>
      {stop.look.map((name) => (
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

/** What ARM says of it now. */
export const Saw = ({ tour: { stop, seen } }: OfTour) => (
  <section className={panel.section} aria-label="What ARM says">
    <h3 className={panel.heading}>What ARM says</h3>
    <ul className={css.saw}>
      {stop.saw(seen).map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  </section>
);

/** That the stop is done; at the last one, how many were. */
export function DoneNotice({ tour: { at, isDone, seen } }: OfTour) {
  const skipped = STOPS.filter(({ id }) => !seen.done.has(id)).length;
  return (
    <div role="status" className={css.status}>
      {isDone ? (
        <Notice severity="good" title="Done: Azure shows it">
          {isLast(at) ? `This was the last stop. ${skipped === 0 ? 'All are done.' : `${skipped} of ${STOPS.length} are not done.`}` : null}
        </Notice>
      ) : null}
    </div>
  );
}

interface StepsProps extends OfTour {
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
}

/** One stop back, one further; at the last one, the end. */
export const Steps = ({ tour: { at, isDone }, onStep, onClose }: StepsProps) => (
  <div className={panel.acts}>
    <Button size="small" disabled={at === 0} onClick={() => onStep(-1)}>
      Back
    </Button>
    {isLast(at) ? (
      <Button size="small" appearance={isDone ? 'primary' : 'secondary'} onClick={onClose}>
        End the tour
      </Button>
    ) : (
      <Button size="small" appearance={isDone ? 'primary' : 'secondary'} onClick={() => onStep(1)}>
        {isDone ? 'Next stop' : 'Skip'}
      </Button>
    )}
  </div>
);

const isLast = (at: number): boolean => at === STOPS.length - 1;
