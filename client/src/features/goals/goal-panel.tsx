import { Button } from '@fluentui/react-components';
import type { ResourceKey } from '@peerscape/shared/arm';
import { type GoalPlan, intentsFor, patternProblem, type Through } from '@peerscape/shared/goals';
import type { Intent } from '@peerscape/shared/plan';
import type { SaidRoles } from '@peerscape/shared/shapes';
import type { Topology } from '@peerscape/shared/topology';
import { useDeferredValue, useMemo, useState } from 'react';
import type { GoalKind } from '../../lib/state/url-state.ts';
import panel from '../../ui/panel.module.css';
import { Panel } from '../../ui/panel.tsx';
import { chosen } from './goal-choices.ts';
import { GoalOutcome } from './goal-outcome.tsx';
import { addWords, GOAL_WORDS, whyNot } from './goal-words.ts';
import { HubChoice } from './hub-choice.tsx';
import { MemberList } from './member-list.tsx';
import { NamesField } from './names-field.tsx';
import { DirectSwitch, ThroughChoice } from './through-choice.tsx';

interface GoalPanelProps {
  readonly topology: Topology;
  /** What people say of hubs. */
  readonly said: SaidRoles;
  readonly kind: GoalKind;
  readonly members: readonly ResourceKey[];
  /** How they came to be the ones that it is about. */
  readonly origin: string;
  /** The key of the hub that was chosen; counts while it can be the hub. */
  readonly hub: string;
  readonly through: Through;
  readonly onChoose: (choice: { readonly hub: ResourceKey } | { readonly through: Through }) => void;
  readonly onMembers: (members: readonly ResourceKey[]) => void;
  readonly onAdd: (intents: readonly Intent[]) => void;
  readonly onClose: () => void;
}

/** What several VNets shall be together: what it takes, what is left out and why; ends in the draft and sends nothing. */
export function GoalPanel(props: GoalPanelProps) {
  const { topology, said, kind, members, origin, hub: wanted, through, onChoose, onMembers, onAdd, onClose } = props;
  const [left, setLeft] = useState<ResourceKey>();
  const [isExact, setIsExact] = useState(true);
  const [names, setNames] = useState('');
  const { goal, hub, hubs, from, leavable } = useMemo(
    () => chosen({ topology, said }, kind, members, { hub: wanted, from: left, through }),
    [topology, said, kind, members, wanted, left, through],
  );
  const asked = useDeferredValue(names);
  const plan = useMemo(
    () => goal && intentsFor(topology, goal, { isExact, said, ...namesOf(asked) }),
    [topology, goal, isExact, said, asked],
  );
  const words = GOAL_WORDS[kind];

  return (
    <Panel
      kind="Goal"
      title={words.title(members.length)}
      intro={<p className={panel.quiet}>{words.means}</p>}
      onClose={onClose}
      foot={<Foot plan={plan} onAdd={onAdd} onClose={onClose} />}
    >
      <MemberList topology={topology} members={members} origin={origin} onMembers={onMembers} />
      {kind === 'move' ? (
        <HubChoice topology={topology} title="From the hub" candidates={leavable} value={from} onChoose={setLeft} />
      ) : null}
      {kind === 'mesh' ? null : (
        <HubChoice topology={topology} title={words.hub} candidates={hubs} value={hub} onChoose={(key) => onChoose({ hub: key })} />
      )}
      {kind === 'hub' ? <ThroughChoice value={through} onChoose={(picked) => onChoose({ through: picked })} /> : null}
      {kind === 'hub' && plan && plan.extra.length > 0 ? (
        <DirectSwitch count={plan.extra.length} isOn={isExact} onSwitch={setIsExact} />
      ) : null}
      {goal && plan ? <GoalOutcome goal={goal} plan={plan} isExact={isExact} /> : null}
      <NamesField value={names} onChange={setNames} plan={plan} />
    </Panel>
  );
}

/** A pattern that means nothing is told beside its field; until it does, the names are the usual ones. */
const namesOf = (names: string) => (names.trim() === '' || patternProblem(names) ? {} : { names });

const NOTHING = 'Nothing fits yet: pick VNets that are peered, or a hub.';

function Foot({ plan, onAdd, onClose }: { readonly plan: GoalPlan | undefined } & Pick<GoalPanelProps, 'onAdd' | 'onClose'>) {
  const why = plan ? whyNot(plan) : NOTHING;
  return (
    <div className={panel.acts}>
      <Button
        appearance="primary"
        disabledFocusable={why !== undefined}
        aria-describedby="goal-why"
        onClick={() => (plan && !why ? onAdd(plan.intents) : undefined)}
      >
        {plan ? addWords(plan) : 'Add to the draft'}
      </Button>
      <Button onClick={onClose}>Cancel</Button>
      <span id="goal-why" className={panel.quiet}>
        {why ?? 'Nothing is sent to Azure yet.'}
      </span>
    </div>
  );
}
