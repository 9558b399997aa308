import { Button } from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { formatNumber } from '../lib/format/format.ts';
import { MoreBelow } from './more-below.tsx';
import css from './panel.module.css';
import { takeFocus } from './take-focus.ts';
import { Tooltip } from './tooltip.tsx';

interface PanelHeaderProps {
  readonly kind: string;
  readonly title: string;
  /** Ref of the heading, which becomes focusable. */
  readonly heading?: RefObject<HTMLHeadingElement | null>;
  /** Content under the title. */
  readonly children?: ReactNode;
  /** Button before the close button. */
  readonly menu?: ReactNode;
  readonly onClose: () => void;
}

/** Header of a panel with its title and close button. */
export function PanelHeader({ kind, title, heading, children, menu, onClose }: PanelHeaderProps) {
  return (
    <header className={css.head}>
      <div className={css.headRow}>
        <p className={css.kind}>{kind}</p>
        <span className={css.headButtons}>
          {menu}
          <Tooltip content="Close (Esc)" relationship="label">
            <Button appearance="subtle" size="small" icon={<Dismiss20Regular />} onClick={onClose} />
          </Tooltip>
        </span>
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
  /** Content under the title. */
  readonly intro?: ReactNode;
  readonly children: ReactNode;
  /** Footer that stays visible, for the actions. */
  readonly footer?: ReactNode;
  /** Long list in the panel; the number of its items below the visible part is shown. */
  readonly list?: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

/** Panel beside the view. Focuses its heading on mount, so that screen readers announce it. */
export function Panel({ kind, title, intro, children, footer, list, onClose }: PanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => takeFocus(heading.current), []);
  return (
    <article className={css.panel} aria-label={`${kind}: ${title}`}>
      <PanelHeader kind={kind} title={title} heading={heading} onClose={onClose}>
        {intro}
      </PanelHeader>
      <div className={css.body}>{children}</div>
      {footer || list ? (
        <footer className={footer ? css.footer : css.end}>
          {list ? <MoreBelow list={list} isFloating /> : null}
          {footer}
        </footer>
      ) : null}
    </article>
  );
}

interface SectionProps {
  readonly title: string;
  readonly count?: number;
  readonly children: ReactNode;
}

/** Section of a panel with a heading. */
export function Section({ title, count, children }: SectionProps) {
  return (
    <section className={css.section} aria-label={title}>
      <h3 className={css.heading}>
        <TitleWithCount title={title} count={count} />
      </h3>
      {children}
    </section>
  );
}

/** Heading text with the number of items below it. */
export function TitleWithCount({ title, count }: { readonly title: string; readonly count: number | undefined }) {
  return (
    <>
      {title}
      {count === undefined ? null : <span className={css.count}>{formatNumber(count)}</span>}
    </>
  );
}
