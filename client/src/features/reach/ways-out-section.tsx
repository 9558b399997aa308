import { Button } from '@fluentui/react-components';
import { Add16Regular, Checkmark16Regular } from '@fluentui/react-icons';
import type { ResourceKey } from '@peerscape/shared/arm';
import { type Intent, makePlan } from '@peerscape/shared/plan';
import type { Question } from '@peerscape/shared/reach';
import type { Namer, Topology, TopologyRows } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import type { DraftHandle } from '../../lib/state/use-draft.tsx';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import { answerAfter } from './answer-after.ts';
import css from './reach.module.css';
import { VerdictBadge } from './verdict-badge.tsx';
import { findWaysOut, type WayOut } from './ways-out.ts';

export interface WaysOutProps {
  readonly topology: Topology;
  readonly rows: TopologyRows;
  readonly nameOf: Namer;
  readonly question: Question;
  /** VNets of the two places. */
  readonly ends: readonly [ResourceKey, ResourceKey];
  /** Changes of the draft, by half. */
  readonly planned: DraftHandle['planned'];
  readonly onAdd: (intents: readonly Intent[]) => void;
}

/** Lists what can be changed so that two VNets reach each other, with the verdict after each change. */
export function WaysOutSection(props: WaysOutProps) {
  const { topology, nameOf, ends } = props;
  const [a, b] = ends;
  const ways = useMemo(() => findWaysOut(topology, nameOf, a, b), [topology, nameOf, a, b]);
  if (ways.length === 0) return null;
  return (
    <Section title="Ways out">
      <ul className={css.ways}>
        {ways.map((way) => (
          <WayOutItem key={way.id} {...props} way={way} />
        ))}
      </ul>
    </Section>
  );
}

function WayOutItem({ topology, rows, question, planned, onAdd, way }: WaysOutProps & { readonly way: WayOut }) {
  const { title, sentence, intents, problems } = way;
  const after = useMemo(() => answerAfter(rows, intents, question), [rows, intents, question]);
  const steps = useMemo(() => makePlan(topology, intents).steps, [topology, intents]);
  const isDrafted = steps.length > 0 && steps.every(({ half }) => planned.has(`${half.from}>${half.to}`));
  return (
    <li className={css.way}>
      <h4 className={css.wayTitle}>{title}</h4>
      <p>{sentence}</p>
      {problems.length > 0 ? (
        <ul className={panel.bullets} aria-label="Why Azure will reject this">
          {problems.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ) : (
        <>
          <p className={css.after}>
            <span className={panel.quiet}>Then:</span> <VerdictBadge verdict={after.verdict} />
          </p>
          {after.verdict === 'reachable' ? null : <p className={panel.quiet}>{(after.forward.blocker ?? after.back.blocker)?.text}</p>}
          <div className={panel.actions}>
            <Button
              size="small"
              icon={isDrafted ? <Checkmark16Regular /> : <Add16Regular />}
              disabledFocusable={isDrafted}
              onClick={() => (isDrafted ? undefined : onAdd(intents))}
            >
              {isDrafted ? 'In the draft' : `${title}: add to draft`}
            </Button>
          </div>
        </>
      )}
    </li>
  );
}
