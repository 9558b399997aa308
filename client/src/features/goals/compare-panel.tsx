import { Button } from '@fluentui/react-components';
import type { ResourceKey } from '@peerscape/shared/arm';
import { type Comparison, compareShapes, hubCandidates, type ShapeKind } from '@peerscape/shared/goals';
import type { RoleOverrides } from '@peerscape/shared/shapes';
import { createNamer, type Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { count } from '../../lib/format/format.ts';
import type { GoalKind } from '../../lib/state/url-state.ts';
import panel from '../../ui/panel.module.css';
import { Panel, Section } from '../../ui/panel.tsx';
import { Screen } from '../../ui/screen.tsx';
import css from './compare.module.css';
import { FACTS, SHAPE_TITLES, summarizeComparison } from './comparison-facts.ts';
import { HubChoice } from './hub-choice.tsx';
import { ShapeSketch } from './shape-sketch.tsx';

interface ComparePanelProps {
  readonly topology: Topology;
  /** Roles that people have set. */
  readonly roleOverrides: RoleOverrides;
  readonly members: readonly ResourceKey[];
  /** Explains where the members come from: the selection, the filter or all VNets. */
  readonly origin: string;
  /** Key of the chosen hub; ignored unless it is one of the members. */
  readonly hub: string;
  readonly onHub: (hub: ResourceKey) => void;
  /** Opens that goal with the hub of the comparison. */
  readonly onMake: (goal: GoalKind, hub: ResourceKey) => void;
  readonly onClose: () => void;
}

/** Compares the same VNets as they are, as a mesh and as hub-and-spoke. */
export function ComparePanel({ topology, roleOverrides, members, origin, hub, onHub, onMake, onClose }: ComparePanelProps) {
  const comparison = useMemo(() => {
    const named = members.find((key) => key === hub);
    return compareShapes(topology, members, { named, roleOverrides });
  }, [topology, members, hub, roleOverrides]);
  const hubs = useMemo(() => hubCandidates(topology, members, { roleOverrides }), [topology, members, roleOverrides]);
  return (
    <Panel
      kind="Compare"
      title={`${count(members.length, 'VNet')} in three shapes`}
      intro={
        <>
          {comparison ? <p>{summarizeComparison(comparison)}</p> : null}
          <p className={panel.quiet}>{origin}</p>
        </>
      }
      onClose={onClose}
    >
      {comparison ? (
        <>
          <Shapes topology={topology} comparison={comparison} onMake={onMake} />
          <HubChoice topology={topology} title="Hub used for the comparison" candidates={hubs} value={comparison.hub} onChoose={onHub} />
          <Requirements comparison={comparison} />
        </>
      ) : (
        <Screen title="At least two VNets are needed to compare shapes">
          <p>Select two or more VNets, or clear the filter.</p>
        </Screen>
      )}
    </Panel>
  );
}

const MAKE_GOALS: Readonly<Record<Exclude<ShapeKind, 'as-is'>, { readonly goal: GoalKind; readonly label: string }>> = {
  mesh: { goal: 'mesh', label: 'Make a mesh…' },
  hub: { goal: 'hub', label: 'Make hub-and-spoke…' },
};

type ShapesProps = Pick<ComparePanelProps, 'topology' | 'onMake'> & { readonly comparison: Comparison };

function Shapes({ topology, comparison, onMake }: ShapesProps) {
  const name = useMemo(() => createNamer(topology), [topology]);
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
          {FACTS.map(({ title, format }) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              {shapes.map((shape) => (
                <td key={shape.kind}>{format(shape, name)}</td>
              ))}
            </tr>
          ))}
          <tr>
            <td />
            {shapes.map(({ kind }) => (
              <td key={kind}>
                {kind === 'as-is' ? null : (
                  <Button size="small" onClick={() => onMake(MAKE_GOALS[kind].goal, comparison.hub)}>
                    {MAKE_GOALS[kind].label}
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

function Requirements({ comparison: { shapes } }: { readonly comparison: Comparison }) {
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
      <Section title="Cost">
        <p className={panel.quiet}>
          Estimated cost per GB sent between two of these VNets, charged at both ends. Traffic via the hub is charged on both peerings. List
          prices in US dollars, excluding tax and the price of gateways and firewalls. Peerings themselves are free.
        </p>
      </Section>
    </>
  );
}
