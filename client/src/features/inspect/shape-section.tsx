import { Button } from '@fluentui/react-components';
import type { ResourceKey } from '@peerscape/shared/arm';
import { type Confidence, describeShape, membersOf, type RoleOverride } from '@peerscape/shared/shapes';
import { createNamer, type Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { shapesOf } from '../../lib/state/shape-cache.ts';
import type { RoleOverridesHandle } from '../../lib/state/use-role-overrides.ts';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import css from './inspect.module.css';

interface ShapeSectionProps {
  readonly topology: Topology;
  readonly vnet: ResourceKey;
  /** Roles that people have set, with the function to set them. */
  readonly roleOverrides: RoleOverridesHandle;
}

const CONFIDENCE_LABELS: Readonly<Record<Confidence, string>> = {
  certain: 'Hub (high confidence)',
  likely: 'Hub (medium confidence)',
  possible: 'Hub (low confidence)',
};

/** Describes the role of the VNet (hub, spoke, member of a shape) and offers to override it. */
export function ShapeSection({ topology, vnet, roleOverrides: { roles, setRole, notice } }: ShapeSectionProps) {
  const shapes = shapesOf(topology, roles);
  const name = useMemo(() => createNamer(topology), [topology]);
  const hub = shapes.hubs.get(vnet);
  const home = hub ?? shapes.homeOf.get(vnet);
  const others = shapes.shapes.filter(
    (shape) => shape !== home && (shape.kind === 'hub-mesh' || shape.kind === 'connected-group') && shape.members.includes(vnet),
  );
  const role = roles.get(vnet);
  return (
    <Section title="Shape">
      {home ? <p>{home.kind === 'hub-and-spoke' && !hub ? `Spoke of ${name(home.hub)}` : describeShape(home, name)}.</p> : null}
      {others.map((shape) => (
        <p key={`${shape.kind} ${membersOf(shape)[0]}`}>
          {describeShape(shape, name)}
          {shape.kind === 'hub-mesh' ? ` (${membersOf(shape).map(name).join(', ')})` : ''}.
        </p>
      ))}
      <p className={panel.quiet}>{role ? OVERRIDE_LABELS[role] : hub?.confidence ? CONFIDENCE_LABELS[hub.confidence] : null}</p>
      {notice ? (
        <p role="alert">
          {notice.title}. {notice.detail}
        </p>
      ) : null}
      <div className={css.headActions}>
        {role ? (
          <Button size="small" onClick={() => setRole(vnet, undefined)}>
            Detect automatically
          </Button>
        ) : hub ? (
          <Button size="small" onClick={() => setRole(vnet, 'not-a-hub')}>
            Not a hub
          </Button>
        ) : (
          <Button size="small" onClick={() => setRole(vnet, 'hub')}>
            Always treat as hub
          </Button>
        )}
        {hub && !role ? (
          <Button size="small" onClick={() => setRole(vnet, 'hub')}>
            Always treat as hub
          </Button>
        ) : null}
      </div>
    </Section>
  );
}

const OVERRIDE_LABELS: Readonly<Record<RoleOverride, string>> = {
  hub: 'Set manually: always treated as a hub, for everyone who works on this estate.',
  'not-a-hub': 'Set manually: not a hub, for everyone who works on this estate.',
};
