import { Button } from '@fluentui/react-components';
import type { ResourceKey } from '@peerscape/shared/arm';
import { type GoalPlan, patternProblem, planGoal, type Through } from '@peerscape/shared/goals';
import type { Intent } from '@peerscape/shared/plan';
import type { RoleOverrides } from '@peerscape/shared/shapes';
import type { Topology } from '@peerscape/shared/topology';
import { useDeferredValue, useMemo, useState } from 'react';
import type { GoalKind } from '../../lib/state/url-state.ts';
import panel from '../../ui/panel.module.css';
import { Panel } from '../../ui/panel.tsx';
import { addButtonLabel, addDisabledReason, GOAL_LABELS } from './goal-labels.ts';
import { GoalOutcome } from './goal-outcome.tsx';
import { HubChoice } from './hub-choice.tsx';
import { MemberList } from './member-list.tsx';
import { NamesField } from './names-field.tsx';
import { resolveGoal } from './resolve-goal.ts';
import { ConnectedSwitch, DirectSwitch, ThroughChoice } from './through-choice.tsx';

interface GoalPanelProps {
  readonly topology: Topology;
  /** Roles that people have set. */
  readonly roleOverrides: RoleOverrides;
  readonly kind: GoalKind;
  readonly members: readonly ResourceKey[];
  /** Explains where the members come from: the selection, the filter or all VNets. */
  readonly origin: string;
  /** Key of the chosen hub; ignored unless it can be the hub. */
  readonly hub: string;
  readonly through: Through;
  readonly onChoose: (choice: { readonly hub: ResourceKey } | { readonly through: Through }) => void;
  readonly onMembers: (members: readonly ResourceKey[]) => void;
  readonly onAdd: (intents: readonly Intent[]) => void;
  readonly onClose: () => void;
}

/** Renders a goal for several VNets: choices, required changes, and what is left out and why. Adds to the draft and sends nothing. */
export function GoalPanel(props: GoalPanelProps) {
  const { topology, roleOverrides, kind, members, origin, hub: chosenHub, through, onChoose, onMembers, onAdd, onClose } = props;
  const [chosenFrom, setChosenFrom] = useState<ResourceKey>();
  const [isExact, setIsExact] = useState(true);
  const [peersConnected, setPeersConnected] = useState(false);
  const [names, setNames] = useState('');
  const { goal, hub, hubs, from, leavable } = useMemo(
    () => resolveGoal({ topology, roleOverrides }, kind, members, { hub: chosenHub, from: chosenFrom, through }),
    [topology, roleOverrides, kind, members, chosenHub, chosenFrom, through],
  );
  const deferredNames = useDeferredValue(names);
  const plan = useMemo(
    () => goal && planGoal(topology, goal, { isExact, peersConnected, roleOverrides, ...namesOption(deferredNames) }),
    [topology, goal, isExact, peersConnected, roleOverrides, deferredNames],
  );
  const labels = GOAL_LABELS[kind];

  return (
    <Panel
      kind="Goal"
      title={labels.title(members.length)}
      intro={<p className={panel.quiet}>{labels.means}</p>}
      onClose={onClose}
      footer={<Footer plan={plan} onAdd={onAdd} onClose={onClose} />}
    >
      <MemberList topology={topology} members={members} origin={origin} onMembers={onMembers} />
      {kind === 'move' ? (
        <HubChoice topology={topology} title="Current hub" candidates={leavable} value={from} onChoose={setChosenFrom} />
      ) : null}
      {kind === 'mesh' ? null : (
        <HubChoice topology={topology} title={labels.hub} candidates={hubs} value={hub} onChoose={(key) => onChoose({ hub: key })} />
      )}
      {kind === 'hub' ? <ThroughChoice value={through} onChoose={(chosenThrough) => onChoose({ through: chosenThrough })} /> : null}
      {kind === 'hub' && plan && plan.extra.length > 0 ? (
        <DirectSwitch count={plan.extra.length} isOn={isExact} onSwitch={setIsExact} />
      ) : null}
      {plan && plan.connected.length > 0 ? (
        <ConnectedSwitch count={plan.connected.length} isOn={peersConnected} onSwitch={setPeersConnected} />
      ) : null}
      {goal && plan ? <GoalOutcome goal={goal} plan={plan} isExact={isExact} /> : null}
      <NamesField value={names} onChange={setNames} plan={plan} />
    </Panel>
  );
}

/** Uses the default names while the pattern is empty or invalid; its field shows the problem. */
const namesOption = (names: string) => (names.trim() === '' || patternProblem(names) ? {} : { namePattern: names });

const NO_GOAL = 'No suitable hub found. Select VNets that are peered, or a hub.';

function Footer({ plan, onAdd, onClose }: { readonly plan: GoalPlan | undefined } & Pick<GoalPanelProps, 'onAdd' | 'onClose'>) {
  const reason = plan ? addDisabledReason(plan) : NO_GOAL;
  return (
    <div className={panel.actions}>
      <Button
        appearance="primary"
        disabledFocusable={reason !== undefined}
        aria-describedby="goal-status"
        onClick={() => (plan && !reason ? onAdd(plan.intents) : undefined)}
      >
        {plan ? addButtonLabel(plan) : 'Add to the draft'}
      </Button>
      <Button onClick={onClose}>Cancel</Button>
      <span id="goal-status" className={panel.quiet}>
        {reason ?? 'Nothing has been sent to Azure yet.'}
      </span>
    </div>
  );
}
