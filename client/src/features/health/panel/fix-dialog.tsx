import { Button } from '@fluentui/react-components';
import { handOffTexts } from '@peerscape/shared/handoff';
import type { Finding } from '@peerscape/shared/health';
import { changesOf, type Intent, makePlan } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { HandOffCode, RoleActions } from '../../../ui/hand-off.tsx';
import { InfoDialog } from '../../../ui/info-dialog.tsx';
import panel from '../../../ui/panel.module.css';
import css from './panel.module.css';
import { PlannedRemedy } from './planned-remedy.tsx';
import { RemedySteps } from './remedy-steps.tsx';

interface FixDialogProps {
  readonly topology: Topology;
  readonly finding: Finding;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onCopy: (text: string, what: string) => void;
  /** Adds to the draft and announces it. */
  readonly onPlan: (intents: readonly Intent[]) => void;
}

/** Renders how to fix a finding: the changes, who must make them with which permissions, and the commands to copy. */
export function FixDialog({ topology, finding, open, onClose, onCopy, onPlan }: FixDialogProps) {
  const toDraft =
    finding.remedy.length > 0 ? (
      <Button
        appearance="primary"
        onClick={() => {
          onPlan([{ kind: 'changes', changes: finding.remedy }]);
          onClose();
        }}
      >
        Add to the draft
      </Button>
    ) : undefined;
  return (
    <InfoDialog title={finding.title} open={open} onClose={onClose} actions={toDraft}>
      <p className={css.where}>{finding.where}</p>
      {open ? <FixContent topology={topology} finding={finding} onCopy={onCopy} /> : null}
    </InfoDialog>
  );
}

function FixContent({ topology, finding, onCopy }: Pick<FixDialogProps, 'topology' | 'finding' | 'onCopy'>) {
  const { remedy, handOff } = finding;
  const texts = useMemo(() => {
    const { steps } = makePlan(topology, [{ kind: 'changes', changes: remedy }]);
    const changes = steps.length > 0 ? changesOf(steps) : [...remedy, ...handOff];
    return changes.length > 0 ? handOffTexts(topology, changes) : undefined;
  }, [topology, remedy, handOff]);
  if (!texts) {
    return (
      <section className={panel.notes}>
        <h3 className={panel.heading}>What to do</h3>
        <RemedySteps finding={finding} />
        <p className={panel.quiet}>Changing halves alone does not fix this, so there are no commands to copy.</p>
      </section>
    );
  }
  return (
    <>
      <section className={panel.notes}>
        <h3 className={panel.heading}>{remedy.length > 0 ? 'Planned steps' : 'Required steps'}</h3>
        <PlannedRemedy topology={topology} finding={finding} />
      </section>
      <section className={panel.notes}>
        <h3 className={panel.heading}>Who must make the changes</h3>
        <p>
          {texts.who.charAt(0).toUpperCase() + texts.who.slice(1)}. The least privileged built-in role is {texts.role.name}. Only these
          permissions are required:
        </p>
        <RoleActions role={texts.role} />
      </section>
      <HandOffCode texts={texts} onCopy={onCopy} />
    </>
  );
}
