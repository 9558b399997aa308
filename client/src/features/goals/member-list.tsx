import { Button } from '@fluentui/react-components';
import { Dismiss12Regular } from '@fluentui/react-icons';
import type { ResourceKey } from '@peerscape/shared/arm';
import { namesIn, type Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { Section } from '../../ui/panel.tsx';
import css from './goals.module.css';

interface MemberListProps {
  readonly topology: Topology;
  readonly members: readonly ResourceKey[];
  /** How they came to be the ones that it is about. */
  readonly origin: string;
  readonly onMembers: (members: readonly ResourceKey[]) => void;
}

/** The VNets that it is about; each can be taken out. */
export function MemberList({ topology, members, origin, onMembers }: MemberListProps) {
  const name = useMemo(() => namesIn(topology), [topology]);
  return (
    <Section title="VNets" count={members.length}>
      <p className={css.quiet}>{origin}</p>
      <ul className={css.members}>
        {members.map((key) => (
          <li key={key} className={css.member}>
            <span>{name(key)}</span>
            {members.length > 1 ? (
              <Button
                size="small"
                appearance="transparent"
                icon={<Dismiss12Regular />}
                aria-label={`Take ${name(key)} out`}
                onClick={() => onMembers(members.filter((other) => other !== key))}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
