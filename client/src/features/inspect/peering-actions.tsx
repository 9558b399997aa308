import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowSync16Regular, Delete16Regular, Options16Regular, Wrench16Regular } from '@fluentui/react-icons';
import { describeStep, type Intent, makePlan } from '@peerscape/shared/plan';
import { createNamer, type Half, isHalfConfigured, isStale, type Peering, type Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { nameOf } from '../../lib/format/names.ts';
import { useDraft } from '../../lib/state/use-draft.tsx';
import panel from '../../ui/panel.module.css';
import css from './inspect.module.css';

interface PeeringActionsProps {
  readonly topology: Topology;
  readonly peering: Peering;
  readonly onConnect: () => void;
}

/** Renders the actions on a peering. Each one is added to the draft; nothing is sent to Azure. */
export function PeeringActions({ topology, peering, onConnect }: PeeringActionsProps) {
  const { add } = useDraft();
  const { a, b, ab, ba } = peering;
  const isOutOfSync = ab !== undefined && ba !== undefined && (isStale(ab) || isStale(ba));
  const repair = useMemo((): Intent => ({ kind: 'repair', a, b }), [a, b]);
  const leftover = leftoverHalf(topology, peering);
  const repairSteps = useMemo(() => describeSteps(topology, repair), [topology, repair]);
  const needsRepair = !isOutOfSync && !leftover && isHalfConfigured(topology, peering) && repairSteps !== '';
  return (
    <>
      <div className={css.headActions}>
        {needsRepair ? (
          <Button size="small" appearance="primary" icon={<Wrench16Regular />} onClick={() => add(repair)}>
            Repair
          </Button>
        ) : null}
        {leftover ? (
          <Button
            size="small"
            appearance="primary"
            icon={<Delete16Regular />}
            onClick={() => add({ kind: 'delete', from: leftover.from, to: leftover.to, only: 'half' })}
          >
            Delete leftover half
          </Button>
        ) : null}
        {isOutOfSync ? (
          <Button size="small" appearance="primary" icon={<ArrowSync16Regular />} onClick={() => add({ kind: 'sync', from: a, to: b })}>
            Sync
          </Button>
        ) : null}
        <Button size="small" icon={<Options16Regular />} onClick={onConnect}>
          Edit peering…
        </Button>
        <DeleteMenu topology={topology} peering={peering} onDelete={add} />
      </div>
      {needsRepair ? <p className={panel.quiet}>Repair: {repairSteps}</p> : null}
    </>
  );
}

/** Returns the Disconnected half that points at a deleted VNet or at a virtual hub: it can only be deleted. */
function leftoverHalf({ ghosts }: Topology, { ab, ba }: Peering): Half | undefined {
  return [ab, ba].find((half) => {
    const reason = half && ghosts.get(half.to)?.reason;
    return half?.state === 'Disconnected' && (reason === 'not-found' || reason === 'virtual-hub');
  });
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

function DeleteMenu({ topology, peering: { a, b, ab, ba }, onDelete }: DeleteMenuProps) {
  const halves = [...(ab ? [{ from: a, to: b }] : []), ...(ba ? [{ from: b, to: a }] : [])];
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" icon={<Delete16Regular />}>
          Delete peering…
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => onDelete({ kind: 'delete', from: a, to: b })}>Delete both halves</MenuItem>
          {halves.map(({ from, to }) => (
            <MenuItem key={from} onClick={() => onDelete({ kind: 'delete', from, to, only: 'half' })}>
              Delete only {nameOf(topology, from)} → {nameOf(topology, to)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
