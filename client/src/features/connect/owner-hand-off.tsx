import { handOffTexts } from '@peerscape/shared/handoff';
import { changesOf, type Plan } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import type { Pair } from '../../lib/format/pair-text.ts';
import { isLocked, useRights } from '../../lib/server/use-rights.ts';
import { HandOffCode, RoleActions } from '../../ui/hand-off.tsx';
import { LockedText } from '../../ui/locked-text.tsx';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import { stepsOfPair } from './connect-values.ts';

interface OwnerHandOffProps {
  readonly topology: Topology;
  readonly pair: Pair;
  readonly plan: Plan;
  readonly canAskRights: boolean;
  readonly onCopy: (text: string, what: string) => void;
}

/** Hand-off for halves that the user cannot write: missing rights, the least-privileged role, and code to send to the owner. */
export function OwnerHandOff({ topology, pair, plan, canAskRights, onCopy }: OwnerHandOffProps) {
  const readable = [pair.a, pair.b].filter((key) => topology.vnets.has(key));
  const rights = useRights(readable, canAskRights);
  const locked = readable.flatMap((key) => (isLocked(rights.get(key)) ? [key] : []));
  const lockedKeys = locked.join(',');
  const texts = useMemo(() => {
    const lockedSteps = stepsOfPair(plan, pair).filter(({ half }) => lockedKeys.split(',').includes(half.from));
    const handOffChanges = plan.handOff.filter(({ from, to }) => [pair.a, pair.b].includes(from) && [pair.a, pair.b].includes(to));
    const changes = [...changesOf(lockedSteps), ...handOffChanges];
    return changes.length > 0 ? handOffTexts(topology, changes) : undefined;
  }, [topology, pair, plan, lockedKeys]);
  return (
    <>
      {locked.map((key) => (
        <div key={key} className={panel.section}>
          <LockedText>{rights.get(key)?.text}</LockedText>
        </div>
      ))}
      {texts ? (
        <Section title={`For ${texts.who}`}>
          <p>{texts.sentence}</p>
          <p className={panel.quiet}>The least privileged built-in role is {texts.role.name}. These permissions are sufficient:</p>
          <RoleActions role={texts.role} />
          <HandOffCode texts={texts} onCopy={onCopy} />
        </Section>
      ) : null}
    </>
  );
}
