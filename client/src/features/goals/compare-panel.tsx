import { Button } from '@fluentui/react-components';
import type { ResourceKey } from '@peerscape/shared/arm';
import { type Comparison, compareShapes, hubCandidates, type ShapeKind } from '@peerscape/shared/goals';
import type { SaidRoles } from '@peerscape/shared/shapes';
import { namesIn, type Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { count } from '../../lib/format/format.ts';
import type { GoalKind } from '../../lib/state/url-state.ts';
import panel from '../../ui/panel.module.css';
import { Panel, Section } from '../../ui/panel.tsx';
import { Screen } from '../../ui/screen.tsx';
import css from './compare.module.css';
import { FACTS, headline, SHAPE_TITLES } from './compare-words.ts';
import { HubChoice } from './hub-choice.tsx';
import { ShapeSketch } from './shape-sketch.tsx';

interface ComparePanelProps {
  readonly topology: Topology;
  /** What people say of hubs. */
  readonly said: SaidRoles;
  readonly members: readonly ResourceKey[];
  /** How they came to be the ones that it is about. */
  readonly origin: string;
  /** The key of the hub that was chosen; counts while it is one of the members. */
  readonly hub: string;
  readonly onHub: (hub: ResourceKey) => void;
  /** Leads on to that goal, with the hub of the comparison. */
  readonly onMake: (goal: GoalKind, hub: ResourceKey) => void;
  readonly onClose: () => void;
}

/** The same VNets as they are, as a mesh and as hub-and-spoke, side by side. */
export function ComparePanel({ topology, said, members, origin, hub, onHub, onMake, onClose }: ComparePanelProps) {
  const comparison = useMemo(() => {
    const named = members.find((key) => key === hub);
    return compareShapes(topology, members, { named, said });
  }, [topology, members, hub, said]);
  const hubs = useMemo(() => hubCandidates(topology, members, { said }), [topology, members, said]);
  return (
    <Panel
      kind="Compare"
      title={`${count(members.length, 'VNet')} in three shapes`}
      intro={
        <>
          {comparison ? <p>{headline(comparison)}</p> : null}
          <p className={panel.quiet}>{origin}</p>
        </>
      }
      onClose={onClose}
    >
      {comparison ? (
        <>
          <Shapes topology={topology} comparison={comparison} onMake={onMake} />
          <HubChoice topology={topology} title="The hub of the comparison" candidates={hubs} value={comparison.hub} onChoose={onHub} />
          <Needs comparison={comparison} />
        </>
      ) : (
        <Screen title="It takes two VNets to compare shapes">
          <p>Pick two or more, or clear the filter.</p>
        </Screen>
      )}
    </Panel>
  );
}

const MAKE: Readonly<Record<Exclude<ShapeKind, 'as-is'>, { readonly goal: GoalKind; readonly label: string }>> = {
  mesh: { goal: 'mesh', label: 'Make it a mesh…' },
  hub: { goal: 'hub', label: 'Make it hub-and-spoke…' },
};

type ShapesProps = Pick<ComparePanelProps, 'topology' | 'onMake'> & { readonly comparison: Comparison };

function Shapes({ topology, comparison, onMake }: ShapesProps) {
  const name = useMemo(() => namesIn(topology), [topology]);
  const { shapes } = comparison;
  return (
    <div className={css.scroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <td />
            {shapes.map((shape) => (
              <th key={shape.kind} scope="col">
                <ShapeSketch comparison={comparison} shape={shape} title={SHAPE_TITLES[shape.kind]} />
                {SHAPE_TITLES[shape.kind]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {FACTS.map(({ title, says }) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              {shapes.map((shape) => (
                <td key={shape.kind}>{says(shape, name)}</td>
              ))}
            </tr>
          ))}
          <tr>
            <td />
            {shapes.map(({ kind }) => (
              <td key={kind}>
                {kind === 'as-is' ? null : (
                  <Button size="small" onClick={() => onMake(MAKE[kind].goal, comparison.hub)}>
                    {MAKE[kind].label}
                  </Button>
                )}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Needs({ comparison: { shapes } }: { readonly comparison: Comparison }) {
  return (
    <>
      {shapes.map(({ kind, reach, needs }) => (
        <Section key={kind} title={SHAPE_TITLES[kind]}>
          <ul className={panel.bullets}>
            {[...reach, ...needs].map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Section>
      ))}
      <Section title="What it costs">
        <p className={panel.quiet}>
          Estimate for each GB between two of them, paid at both ends; through the hub both peerings are paid. List prices in US dollars
          without tax, and without what a gateway or firewall costs by itself. A peering itself costs nothing.
        </p>
      </Section>
    </>
  );
}
