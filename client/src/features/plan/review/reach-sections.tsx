import type { ResourceKey } from '@peerscape/shared/arm';
import type { ReachEffect } from '@peerscape/shared/preview';
import { type Cell, DISPOSITIONS } from '@peerscape/shared/reach';
import type { Namer } from '@peerscape/shared/topology';
import { useMemo, useRef } from 'react';
import { describePairs } from '../../../lib/format/describe-vnets.ts';
import { formatNumber } from '../../../lib/format/format.ts';
import type { NamedReachPairs, ReachJobs } from '../../../lib/server/reach-jobs.ts';
import { Fold } from '../../../ui/fold.tsx';
import panel from '../../../ui/panel.module.css';
import { Section } from '../../../ui/panel.tsx';
import { ShowMore, useShowMore } from '../../../ui/show-more.tsx';
import css from './reach-sections.module.css';

interface ReachSectionsProps {
  readonly name: Namer;
  readonly preview: ReachJobs['preview']['result'];
  /** Opens the question whether one VNet reaches another. */
  readonly onAsk: (from: ResourceKey, to: ResourceKey) => void;
}

const TITLES: Readonly<Record<ReachEffect, string>> = {
  lost: 'Reach lost',
  gained: 'Reach gained',
  changed: 'Other changes of reach',
  unknown: 'Reach unknown',
};
const EFFECTS: readonly ReachEffect[] = ['lost', 'gained', 'changed', 'unknown'];

/** Lists the pairs of VNets that gain and lose reach, in groups. */
export function ReachSections(props: ReachSectionsProps) {
  const { groups, counts } = props.preview;
  if (groups.length === 0) {
    return (
      <Section title="Reach">
        <p>No pair of VNets gains or loses reach.</p>
      </Section>
    );
  }
  return EFFECTS.flatMap((effect) => {
    const own = groups.filter((group) => group.effect === effect);
    if (own.length === 0) return [];
    return [
      <EffectSection key={effect} {...props} title={TITLES[effect]} groups={own} pairs={counts[effect].direct + counts[effect].beyond} />,
    ];
  });
}

/** Number of groups shown initially. */
const INITIAL_GROUPS = 12;

interface EffectSectionProps extends ReachSectionsProps {
  readonly title: string;
  readonly groups: readonly NamedReachPairs[];
  readonly pairs: number;
}

function EffectSection({ title, groups, pairs, ...props }: EffectSectionProps) {
  const direct = groups.filter(({ isDirect }) => isDirect);
  const beyond = groups.filter(({ isDirect }) => !isDirect);
  return (
    <Section title={title} count={pairs}>
      {beyond.length > 0 ? <GroupList {...props} groups={beyond} /> : null}
      {direct.length > 0 ? (
        <>
          <p className={css.note}>Expected, because the plan changes the peering itself:</p>
          <GroupList {...props} groups={direct} />
        </>
      ) : null}
    </Section>
  );
}

function GroupList({ groups, ...props }: Omit<EffectSectionProps, 'title' | 'pairs'>) {
  const list = useRef<HTMLUListElement>(null);
  const { shown, more } = useShowMore(groups, INITIAL_GROUPS);
  return (
    <>
      <ul ref={list} className={css.groups}>
        {shown.map((group) => (
          <li key={`${group.side.keys.join()} ${group.other.keys.join()}`}>
            <GroupFold {...props} group={group} />
          </li>
        ))}
      </ul>
      <ShowMore {...more} list={list} noun="group" />
    </>
  );
}

function GroupFold({ name, group, onAsk }: Omit<ReachSectionsProps, 'preview'> & { readonly group: NamedReachPairs }) {
  const title = useMemo(() => describePairs(name, group), [name, group]);
  return (
    <Fold isInline isLazy title={title} {...(group.count > 1 && { count: group.count })}>
      <p>{describeChange(group)}</p>
      <PairList name={name} group={group} onAsk={onAsk} />
    </Fold>
  );
}

/** Pairs that a group lists at most; the sides name all of them. */
const MAX_LISTED = 200;
const INITIAL_PAIRS = 10;

function PairList({ name, group, onAsk }: Pick<ReachSectionsProps, 'name' | 'onAsk'> & { readonly group: NamedReachPairs }) {
  const list = useRef<HTMLUListElement>(null);
  const pairs = useMemo(() => listPairs(group, MAX_LISTED), [group]);
  const { shown, more } = useShowMore(pairs, INITIAL_PAIRS);
  const arrow = group.isBothWays ? '↔' : '→';
  return (
    <>
      <p className={panel.quiet}>Open a pair to see its path as it is now:</p>
      <ul ref={list} className={css.pairs}>
        {shown.map(([from, to]) => (
          <li key={`${from} ${to}`}>
            <button type="button" className={panel.link} onClick={() => onAsk(from, to)}>
              {name(from)} {arrow} {name(to)}
            </button>
          </li>
        ))}
      </ul>
      <ShowMore {...more} list={list} noun="pair" />
      {group.count > pairs.length ? <p className={panel.quiet}>and {formatNumber(group.count - pairs.length)} more pairs</p> : null}
    </>
  );
}

/** Describes how the verdict changes, with the reasons, and the other direction where it changes differently. */
function describeChange({ before, after, back }: NamedReachPairs): string {
  const sentences = [`Now ${describeCell(before)}`, `Then ${describeCell(after)}`];
  if (back) sentences.push(`In the other direction: now ${back.before}, then ${back.after}.`);
  return sentences.join(' ');
}

const describeCell = ({ verdict, code }: Cell): string => (code ? `${verdict}: ${DISPOSITIONS[code].condition}` : `${verdict}.`);

function listPairs({ side, other }: NamedReachPairs, limit: number): readonly (readonly [ResourceKey, ResourceKey])[] {
  const pairs: (readonly [ResourceKey, ResourceKey])[] = [];
  for (const [i, from] of side.keys.entries())
    for (const to of other.keys.length > 0 ? other.keys : side.keys.slice(i + 1)) {
      if (pairs.length === limit) return pairs;
      pairs.push([from, to]);
    }
  return pairs;
}
