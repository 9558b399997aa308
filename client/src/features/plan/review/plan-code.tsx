import { ChevronRight12Regular } from '@fluentui/react-icons';
import { handOffTexts } from '@peerscape/shared/handoff';
import type { Change, Topology } from '@peerscape/shared/topology';
import { useMemo, useState } from 'react';
import { HandOffCode } from '../../../ui/hand-off.tsx';
import css from './plan-code.module.css';

interface AsCodeProps {
  readonly topology: Topology;
  readonly changes: readonly Change[];
  readonly title: string;
  /** Name of the file to save, without extension. */
  readonly fileName: string;
  readonly onCopy: (text: string, what: string) => void;
}

/** Shows the changes as commands and templates, created when opened, because a large plan takes time to format. */
export function AsCode({ title, ...rest }: AsCodeProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={css.fold} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className={css.summary}>
        <ChevronRight12Regular className={css.chevron ?? ''} aria-hidden="true" />
        {title}
        <span className={css.quiet}>az CLI, PowerShell, Bicep, Terraform</span>
      </summary>
      {isOpen ? <Code {...rest} /> : null}
    </details>
  );
}

function Code({ topology, changes, fileName, onCopy }: Omit<AsCodeProps, 'title'>) {
  const texts = useMemo(() => handOffTexts(topology, changes), [topology, changes]);
  return (
    <div className={css.code}>
      <HandOffCode texts={texts} fileName={fileName} onCopy={onCopy} />
    </div>
  );
}
