import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowSync16Regular, Delete16Regular, Options16Regular, Wrench16Regular } from '@fluentui/react-icons';
import { describeStep, type Intent, makePlan } from '@peerscape/shared/plan';
import { createNamer, type Half, type Peering, type Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { nameOf } from '../../lib/format/names.ts';
import { peeringFix } from '../../lib/state/peering-fix.ts';
import { useDraft } from '../../lib/state/use-draft.tsx';
import { existingHalves, whyNoDeletion } from '../../lib/state/why-no-deletion.ts';
import panel from '../../ui/panel.module.css';
import css from './inspect.module.css';

interface PeeringActionsProps {
  readonly topology: Topology;
  readonly peering: Peering;
  readonly onConnect: () => void;
}

const FIX_LABELS = { repair: 'Repair', sync: 'Sync', 'delete-leftover': 'Delete leftover half' } as const;
const FIX_ICONS = { repair: <Wrench16Regular />, sync: <ArrowSync16Regular />, 'delete-leftover': <Delete16Regular /> } as const;

/** Renders the actions on a peering. Each one is added to the draft; nothing is sent to Azure. */
export function PeeringActions({ topology, peering, onConnect }: PeeringActionsProps) {
  const { add } = useDraft();
  const fix = peeringFix(topology, peering);
  const repairSteps = useMemo(() => (fix?.kind === 'repair' ? describeSteps(topology, fix.intent) : ''), [topology, fix]);
  return (
    <>
      <div className={css.headActions}>
        {fix ? (
          <Button size="small" appearance="primary" icon={FIX_ICONS[fix.kind]} onClick={() => add(fix.intent)}>
            {FIX_LABELS[fix.kind]}
          </Button>
        ) : null}
        <Button size="small" icon={<Options16Regular />} onClick={onConnect}>
          Edit peering…
        </Button>
        <DeleteMenu topology={topology} peering={peering} onDelete={add} />
      </div>
      {repairSteps ? <p className={panel.quiet}>Repair: {repairSteps}</p> : null}
    </>
  );
}

/** Describes the steps of the intent, a sentence each; empty when there is nothing to do. */
function describeSteps(topology: Topology, intent: Intent): string {
  const name = createNamer(topology);
  return makePlan(topology, [intent])
    .steps.map((step) => `${describeStep(step, name)}.`)
    .join(' ');
}

interface DeleteMenuProps {
  readonly topology: Topology;
  readonly peering: Peering;
  readonly onDelete: (intent: Intent) => void;
}

function DeleteMenu({ topology, peering, onDelete }: DeleteMenuProps) {
  const { a, b } = peering;
  const halves = existingHalves(peering);
  const disabled = (deleted: readonly Half[]) => {
    const reason = whyNoDeletion(topology, deleted);
    return reason === undefined ? {} : { disabled: true, subText: reason };
  };
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" icon={<Delete16Regular />}>
          Delete peering…
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem {...disabled(halves)} onClick={() => onDelete({ kind: 'delete', from: a, to: b })}>
            Delete both halves
          </MenuItem>
          {halves.map((half) => (
            <MenuItem
              key={half.from}
              {...disabled([half])}
              onClick={() => onDelete({ kind: 'delete', from: half.from, to: half.to, only: 'half' })}
            >
              Delete only {nameOf(topology, half.from)} → {nameOf(topology, half.to)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
