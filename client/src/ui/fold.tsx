import { ChevronRight12Regular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';
import css from './fold.module.css';
import { TitleWithCount } from './panel.tsx';

interface FoldProps {
  readonly title: string;
  readonly count?: number;
  /** Short text after the title. */
  readonly hint?: string;
  /** Opens the fold when it becomes true; the user can still close it. */
  readonly isOpen?: boolean;
  /** Renders the content only once the fold is open, for content that takes time to create. */
  readonly isLazy?: boolean;
  /** Within other content instead of as a section of a panel. */
  readonly isInline?: boolean;
  readonly children: ReactNode;
}

/** Section that is collapsed until it is opened. */
export function Fold({ title, count, hint, isOpen = false, isLazy = false, isInline = false, children }: FoldProps) {
  const [wasOpened, setOpened] = useState(isOpen);
  return (
    <details className={css.fold} data-inline={isInline} open={isOpen} onToggle={({ currentTarget }) => setOpened(currentTarget.open)}>
      <summary className={css.summary}>
        <ChevronRight12Regular className={css.chevron ?? ''} aria-hidden="true" />
        <span>
          <TitleWithCount title={title} count={count} />
        </span>
        {hint ? <span className={css.hint}>{hint}</span> : null}
      </summary>
      {isLazy && !wasOpened ? null : <div className={css.content}>{children}</div>}
    </details>
  );
}
