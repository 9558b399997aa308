import { Button } from '@fluentui/react-components';
import type { ResourceKey } from '@peerscape/shared/arm';
import { type GoalPlan, intentsFor, patternProblem } from '@peerscape/shared/goals';
import type { Intent } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import { useDeferredValue, useMemo, useState } from 'react';
import type { GoalKind } from '../../lib/url-state.ts';
import panel from '../../ui/panel.module.css';
import { Panel } from '../../ui/panel.tsx';
import { type Choices, chosen } from './goal-choices.ts';
import { GoalOutcome } from './goal-outcome.tsx';
import { addWords, GOAL_WORDS, whyNot } from './goal-words.ts';
import { HubChoice } from './hub-choice.tsx';
import { MemberList } from './member-list.tsx';
import { NamesField } from './names-field.tsx';
import { DirectSwitch, ThroughChoice } from './through-choice.tsx';

interface GoalPanelProps {
  readonly topology: Topology;
  readonly kind: GoalKind;
  readonly members: readonly ResourceKey[];
  /** How they came to be the ones that it is about. */
  readonly origin: string;
  readonly onMembers: (members: readonly ResourceKey[]) => void;
  readonly onAdd: (intents: readonly Intent[]) => void;
  readonly onClose: () => void;
}

/** What several VNets shall be together: what it takes, what is left out and why; ends in the draft and sends nothing. */
export function GoalPanel({ topology, kind, members, origin, onMembers, onAdd, onClose }: GoalPanelProps) {
  const [choices, setChoices] = useState<Choices>({ through: 'nothing' });
  const [isExact, setIsExact] = useState(true);
  const [names, setNames] = useState('');
  const { goal, hub, hubs, from, leavable } = useMemo(() => chosen(topology, kind, members, choices), [topology, kind, members, choices]);
  const asked = useDeferredValue(names);
  const plan = useMemo(() => goal && intentsFor(topology, goal, { isExact, ...namesOf(asked) }), [topology, goal, isExact, asked]);
  const words = GOAL_WORDS[kind];
  const choose = (part: Partial<Choices>) => setChoices({ ...choices, ...part });

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
        <HubChoice topology={topology} title="From the hub" candidates={leavable} value={from} onChoose={(key) => choose({ from: key })} />
      ) : null}
      {kind === 'mesh' ? null : (
        <HubChoice topology={topology} title={words.hub} candidates={hubs} value={hub} onChoose={(key) => choose({ hub: key })} />
      )}
      {kind === 'hub' ? <ThroughChoice value={choices.through} onChoose={(through) => choose({ through })} /> : null}
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
