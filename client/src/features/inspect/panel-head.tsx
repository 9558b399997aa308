import { Button, Tooltip } from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import css from './inspect.module.css';

interface PanelHeadProps {
  readonly kind: string;
  readonly title: string;
  readonly children?: ReactNode;
  readonly onClose: () => void;
}

/** What is inspected, and the way out. */
export function PanelHead({ kind, title, children, onClose }: PanelHeadProps) {
  return (
    <header className={css.head}>
      <div className={css.headRow}>
        <p className={css.kind}>{kind}</p>
        <Tooltip content="Close (Esc)" relationship="label">
          <Button appearance="subtle" size="small" icon={<Dismiss20Regular />} onClick={onClose} />
        </Tooltip>
      </div>
      <h2 className={css.title}>{title}</h2>
      {children}
    </header>
  );
}
