import { Button, Tooltip } from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import css from './panel.module.css';

interface PanelHeadProps {
  readonly kind: string;
  readonly title: string;
  /** Where the heading is kept that can take the focus. */
  readonly heading?: RefObject<HTMLHeadingElement | null>;
  /** Under the title. */
  readonly children?: ReactNode;
  readonly onClose: () => void;
}

/** What a panel is about, and the way out. */
export function PanelHead({ kind, title, heading, children, onClose }: PanelHeadProps) {
  return (
    <header className={css.head}>
      <div className={css.headRow}>
        <p className={css.kind}>{kind}</p>
        <Tooltip content="Close (Esc)" relationship="label">
          <Button appearance="subtle" size="small" icon={<Dismiss20Regular />} onClick={onClose} />
        </Tooltip>
      </div>
      <h2 {...(heading && { ref: heading, tabIndex: -1 })} className={css.title}>
        {title}
      </h2>
      {children}
    </header>
  );
}

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
      <PanelHead kind={kind} title={title} heading={heading} onClose={onClose}>
        {intro}
      </PanelHead>
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
        <Counted title={title} count={count} />
      </h3>
      {children}
    </section>
  );
}

/** The words of a heading, with how many there are of what stands under it. */
export function Counted({ title, count }: { readonly title: string; readonly count: number | undefined }) {
  return (
    <>
      {title}
      {count === undefined ? null : <span className={css.count}>{count}</span>}
    </>
  );
}
