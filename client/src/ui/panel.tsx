import { Button, Tooltip } from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons';
import { type ReactNode, useEffect, useRef } from 'react';
import css from './panel.module.css';

interface PanelProps {
  readonly kind: string;
  readonly title: string;
  /** Under the title. */
  readonly intro?: ReactNode;
  readonly children: ReactNode;
  /** What stays in sight at the bottom: the acts. */
  readonly foot?: ReactNode;
  readonly onClose: () => void;
}

/** A panel beside the view: what it is, its content, its acts. The heading takes the focus when it opens, so that it is heard. */
export function Panel({ kind, title, intro, children, foot, onClose }: PanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <article className={css.panel} aria-label={`${kind}: ${title}`}>
      <header className={css.head}>
        <div className={css.headRow}>
          <p className={css.kind}>{kind}</p>
          <Tooltip content="Close (Esc)" relationship="label">
            <Button appearance="subtle" size="small" icon={<Dismiss20Regular />} onClick={onClose} />
          </Tooltip>
        </div>
        <h2 ref={heading} className={css.title} tabIndex={-1}>
          {title}
        </h2>
        {intro}
      </header>
      <div className={css.body}>{children}</div>
      {foot ? <footer className={css.foot}>{foot}</footer> : null}
    </article>
  );
}

interface SectionProps {
  readonly title: string;
  readonly count?: number;
  readonly children: ReactNode;
}

/** A part of a panel under its heading. */
export function Section({ title, count, children }: SectionProps) {
  return (
    <section className={css.section} aria-label={title}>
      <h3 className={css.heading}>
        {title}
        {count === undefined ? null : <span className={css.count}>{count}</span>}
      </h3>
      {children}
    </section>
  );
}
