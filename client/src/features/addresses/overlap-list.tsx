import { Button } from '@fluentui/react-components';
import { CheckmarkCircle24Regular, Map16Regular } from '@fluentui/react-icons';
import type { Overlaps, Relation, VNetOverlap } from '@peerscape/shared/addresses';
import type { ResourceKey } from '@peerscape/shared/arm';
import { formatCidr } from '@peerscape/shared/net';
import type { Namer } from '@peerscape/shared/topology';
import { useRef } from 'react';
import { formatNumber } from '../../lib/format/format.ts';
import { Screen } from '../../ui/screen.tsx';
import { SeverityBadge } from '../../ui/severity-badge.tsx';
import { ShowMore, useShowMore } from '../../ui/show-more.tsx';
import { listVNets, type Sentence } from './answer.ts';
import css from './overlaps.module.css';
import { RELATION_TEXTS } from './relation-texts.ts';
import { SentenceText } from './sentence.tsx';

interface OverlapListProps {
  readonly overlaps: Overlaps;
  readonly nameOf: Namer;
  readonly onOpen: (vnet: ResourceKey) => void;
  /** Shows both VNets on the map. */
  readonly onShowPair: (pair: readonly [ResourceKey, ResourceKey]) => void;
}

/** Renders overlapping VNets, grouped by their relation, with why it matters. */
export function OverlapList({ overlaps: { list, isComplete }, nameOf, onOpen, onShowPair }: OverlapListProps) {
  if (list.length === 0) {
    return (
      <Screen icon={<CheckmarkCircle24Regular />} title="No overlaps">
        <p>No two VNets that are visible have overlapping prefixes.</p>
      </Screen>
    );
  }
  const relations = [...new Set(list.map(({ relation }) => relation))];
  return (
    <div className={css.list}>
      {isComplete ? null : <p className={css.note}>There are more overlaps than these {formatNumber(list.length)}.</p>}
      {relations.map((relation) => (
        <RelationGroup
          key={relation}
          relation={relation}
          overlaps={list.filter((one) => one.relation === relation)}
          nameOf={nameOf}
          onOpen={onOpen}
          onShowPair={onShowPair}
        />
      ))}
    </div>
  );
}

const INITIAL_COUNT = 50;

interface RelationGroupProps extends Pick<OverlapListProps, 'nameOf' | 'onOpen' | 'onShowPair'> {
  readonly relation: Relation;
  readonly overlaps: readonly VNetOverlap[];
}

function RelationGroup({ relation, overlaps, nameOf, onOpen, onShowPair }: RelationGroupProps) {
  const list = useRef<HTMLUListElement>(null);
  const { shown, more } = useShowMore(overlaps, INITIAL_COUNT, { step: 4 * INITIAL_COUNT });
  const { severity, title, meaning } = RELATION_TEXTS[relation];
  return (
    <section className={css.group} aria-label={title}>
      <h2 className={css.heading}>
        <SeverityBadge kind={severity} />
        {title} <span className={css.count}>{formatNumber(overlaps.length)}</span>
      </h2>
      <p className={css.meaning}>{meaning}</p>
      <ul ref={list} className={css.items}>
        {shown.map((overlap) => (
          <li key={`${overlap.a} ${overlap.b}`} className={css.item}>
            <div className={css.pair}>
              <p>
                <SentenceText sentence={pairSentence(overlap)} nameOf={nameOf} onOpen={onOpen} />
              </p>
              <p className={css.prefixes}>{prefixesOf(overlap)}</p>
            </div>
            <Button
              size="small"
              icon={<Map16Regular />}
              aria-label={`Show on map: ${nameOf(overlap.a)} and ${nameOf(overlap.b)}`}
              onClick={() => onShowPair([overlap.a, overlap.b])}
            >
              Show on map
            </Button>
          </li>
        ))}
      </ul>
      <ShowMore {...more} list={list} noun="overlap" />
    </section>
  );
}

const pairSentence = ({ a, b, sharedPeers }: VNetOverlap): Sentence => [
  { vnet: a },
  ' and ',
  { vnet: b },
  ...(sharedPeers.length > 0 ? [', both peered with ', ...listVNets(sharedPeers, 3)] : []),
];

const MAX_PREFIXES = 4;

function prefixesOf({ prefixes }: VNetOverlap): string {
  const texts = prefixes.map(([one, other]) => {
    const [a, b] = [formatCidr(one), formatCidr(other)];
    return a === b ? a : `${a} and ${b}`;
  });
  const more = texts.length - MAX_PREFIXES;
  return `${texts.slice(0, MAX_PREFIXES).join(' · ')}${more > 0 ? ` and ${formatNumber(more)} more` : ''}`;
}
