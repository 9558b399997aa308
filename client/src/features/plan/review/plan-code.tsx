import { handOffTexts } from '@peerscape/shared/handoff';
import type { Change, Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { Fold } from '../../../ui/fold.tsx';
import { HandOffCode } from '../../../ui/hand-off.tsx';

interface PlanCodeProps {
  readonly topology: Topology;
  readonly changes: readonly Change[];
  readonly title: string;
  /** Name of the file to save, without extension. */
  readonly fileName: string;
  readonly onCopy: (text: string, what: string) => void;
}

/** Shows the changes as commands and templates, created when opened, because a large plan takes time to format. */
export function PlanCode({ title, ...rest }: PlanCodeProps) {
  return (
    <Fold title={title} hint="az CLI, PowerShell, Bicep, Terraform" isLazy>
      <Code {...rest} />
    </Fold>
  );
}

function Code({ topology, changes, fileName, onCopy }: Omit<PlanCodeProps, 'title'>) {
  const texts = useMemo(() => handOffTexts(topology, changes), [topology, changes]);
  return <HandOffCode texts={texts} fileName={fileName} onCopy={onCopy} />;
}
