import { Button } from '@fluentui/react-components';
import type { ResourceKey } from '@peerscape/shared/arm';
import { type Confidence, membersOf, type SaidRole, sayShape } from '@peerscape/shared/shapes';
import { namesIn, type Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { shapesOf } from '../../lib/state/shapes-of.ts';
import type { SaidShapes } from '../../lib/state/use-said-roles.ts';
import panel from '../../ui/panel.module.css';
import css from './inspect.module.css';
import { Section } from './section.tsx';

interface ShapeSectionProps {
  readonly topology: Topology;
  readonly vnet: ResourceKey;
  /** What people say of it, and the way to say it. */
  readonly said: SaidShapes;
}

const SURE: Readonly<Record<Confidence, string>> = {
  certain: 'It is certainly a hub.',
  likely: 'It is likely a hub.',
  possible: 'It may be a hub: little speaks for it.',
};

/** What part the VNet plays, what speaks for it, and the way to say otherwise. */
export function ShapeSection({ topology, vnet, said: { roles, say, notice } }: ShapeSectionProps) {
  const shapes = shapesOf(topology, roles);
  const name = useMemo(() => namesIn(topology), [topology]);
  const hub = shapes.hubs.get(vnet);
  const home = hub ?? shapes.homeOf.get(vnet);
  const others = shapes.shapes.filter(
    (shape) => shape !== home && (shape.kind === 'hub-mesh' || shape.kind === 'connected-group') && shape.members.includes(vnet),
  );
  const role = roles.get(vnet);
  return (
    <Section title="Shape">
      {home ? <p>{home.kind === 'hub-and-spoke' && !hub ? `Spoke of ${name(home.hub)}` : sayShape(home, name)}.</p> : null}
      {others.map((shape) => (
        <p key={`${shape.kind} ${membersOf(shape)[0]}`}>
          {sayShape(shape, name)}
          {shape.kind === 'hub-mesh' ? ` (${membersOf(shape).map(name).join(', ')})` : ''}.
        </p>
      ))}
      <p className={panel.quiet}>{role ? SAID[role] : hub?.confidence ? SURE[hub.confidence] : null}</p>
      {notice ? (
        <p role="alert">
          {notice.title}. {notice.detail}
        </p>
      ) : null}
      <div className={css.headActions}>
        {role ? (
          <Button size="small" onClick={() => say(vnet, undefined)}>
            Leave it to detection
          </Button>
        ) : hub ? (
          <Button size="small" onClick={() => say(vnet, 'not-a-hub')}>
            It is no hub
          </Button>
        ) : (
          <Button size="small" onClick={() => say(vnet, 'hub')}>
            It is a hub
          </Button>
        )}
        {hub && !role ? (
          <Button size="small" onClick={() => say(vnet, 'hub')}>
            Pin it as a hub
          </Button>
        ) : null}
      </div>
    </Section>
  );
}

const SAID: Readonly<Record<SaidRole, string>> = {
  hub: 'Somebody said that it is a hub, for everyone who works on this estate.',
  'not-a-hub': 'Somebody said that it is no hub, for everyone who works on this estate.',
};
