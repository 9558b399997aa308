import { LockClosed16Regular } from '@fluentui/react-icons';
import { handOffTexts } from '@peerscape/shared/handoff';
import { changesOf, type Plan } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import type { Pair } from '../../lib/format/pair-text.ts';
import { isLocked, useRights } from '../../lib/server/use-rights.ts';
import { HandOffCode, RoleActions } from '../../ui/hand-off.tsx';
import panel from '../../ui/panel.module.css';
import css from './connect.module.css';
import { stepsBetween } from './wanted.ts';

interface ForOwnerProps {
  readonly topology: Topology;
  readonly pair: Pair;
  readonly plan: Plan;
  readonly canAsk: boolean;
  readonly onCopy: (text: string, what: string) => void;
}

/** What somebody else must do, because the half is not ours to write: the missing right, the smallest role, and the text to send. */
export function ForOwner({ topology, pair, plan, canAsk, onCopy }: ForOwnerProps) {
  const read = [pair.a, pair.b].filter((key) => topology.vnets.has(key));
  const rights = useRights(read, canAsk);
  const locked = read.flatMap((key) => (isLocked(rights.get(key)) ? [key] : []));
  const lockedText = locked.join(',');
  const texts = useMemo(() => {
    const ours = stepsBetween(plan, pair).filter(({ half }) => lockedText.split(',').includes(half.from));
    const theirs = plan.handOff.filter(({ from, to }) => [pair.a, pair.b].includes(from) && [pair.a, pair.b].includes(to));
    const changes = [...changesOf(ours), ...theirs];
    return changes.length > 0 ? handOffTexts(topology, changes) : undefined;
  }, [topology, pair, plan, lockedText]);
  return (
    <>
      {locked.map((key) => (
        <p key={key} className={css.lock}>
          <LockClosed16Regular aria-hidden="true" />
          <span>{rights.get(key)?.text}</span>
        </p>
      ))}
      {texts ? (
        <section className={css.section}>
          <h3 className={panel.heading}>For {texts.who}</h3>
          <p>{texts.sentence}</p>
          <p className={panel.quiet}>The smallest built-in role is {texts.role.name}; less is enough:</p>
          <RoleActions role={texts.role} />
          <HandOffCode texts={texts} onCopy={onCopy} />
        </section>
      ) : null}
    </>
  );
}
