import { Button } from '@fluentui/react-components';
import { Dismiss12Regular } from '@fluentui/react-icons';
import type { ResourceKey } from '@peerscape/shared/arm';
import { createNamer, type Topology } from '@peerscape/shared/topology';
import { useMemo, useRef } from 'react';
import { MoreBelow } from '../../ui/more-below.tsx';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import css from './goals.module.css';

interface MemberListProps {
  readonly topology: Topology;
  readonly members: readonly ResourceKey[];
  /** Explains where the members come from: the selection, the filter or all VNets. */
  readonly origin: string;
  readonly onMembers: (members: readonly ResourceKey[]) => void;
}

/** Lists the VNets of the goal; each can be removed. */
export function MemberList({ topology, members, origin, onMembers }: MemberListProps) {
  const name = useMemo(() => createNamer(topology), [topology]);
  const list = useRef<HTMLUListElement>(null);
  return (
    <Section title="VNets" count={members.length}>
      <p className={panel.quiet}>{origin}</p>
      <ul ref={list} className={css.members}>
        {members.map((key) => (
          <li key={key} className={css.member} data-item>
            <span>{name(key)}</span>
            {members.length > 1 ? (
              <Button
                size="small"
                appearance="transparent"
                icon={<Dismiss12Regular />}
                aria-label={`Remove ${name(key)}`}
                onClick={() => onMembers(members.filter((other) => other !== key))}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <MoreBelow list={list} />
    </Section>
  );
}
