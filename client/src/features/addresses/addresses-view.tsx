import { type AddressPlan, createAddressPlan, findVNetOverlaps, listUnknownRanges } from '@peerscape/shared/addresses';
import type { ResourceKey } from '@peerscape/shared/arm';
import { findHubs, type RoleOverrides } from '@peerscape/shared/shapes';
import { createNamer, type ReadError, type Topology } from '@peerscape/shared/topology';
import { useDeferredValue, useMemo } from 'react';
import type { UrlState } from '../../lib/state/url-state.ts';
import type { SetUrlState } from '../../lib/state/use-url-state.ts';
import { useUrlText } from '../../lib/state/use-url-text.ts';
import page from '../../ui/list-page.module.css';
import { parseAddressQuery } from './address-query.ts';
import { AnswerCard } from './address-search.tsx';
import css from './addresses.module.css';
import { describeAddress, describePrefix } from './describe-location.ts';
import { describeUnknown } from './describe-unknown.ts';
import { NextFree } from './next-free.tsx';
import { OverlapList } from './overlap-list.tsx';
import { PageHeader } from './page-header.tsx';
import { PrefixTab } from './prefix-tab.tsx';

export interface AddressesViewProps {
  readonly topology: Topology;
  readonly roles: RoleOverrides;
  readonly readErrors: readonly ReadError[];
  /** VNets that match the filter of the page; undefined for all. */
  readonly shown: ReadonlySet<ResourceKey> | undefined;
  /** VNet that is open in the inspector. */
  readonly focused: ResourceKey | undefined;
  readonly url: UrlState;
  readonly setUrl: SetUrlState;
  readonly onOpen: (vnet: ResourceKey) => void;
  readonly onShowPair: (pair: readonly [ResourceKey, ResourceKey]) => void;
  readonly onCopy: (text: string, what: string) => void;
  readonly onSave: (csv: string) => void;
}

/** Renders the address plan: what an address is, all prefixes, the next free range, and overlaps. */
export function AddressesView(props: AddressesViewProps) {
  const { topology, roles, readErrors, url, setUrl, onOpen, onShowPair, onCopy } = props;
  const plan = useMemo(() => planOf(topology), [topology]);
  const nameOf = useMemo(() => createNamer(topology), [topology]);
  const overlaps = useMemo(() => findVNetOverlaps(topology, plan.list), [topology, plan]);
  const hubs = useMemo(() => findHubs(topology, roles), [topology, roles]);
  const [text, setText] = useUrlText('address');
  const deferredText = useDeferredValue(text);
  const query = useMemo(() => parseAddressQuery(deferredText), [deferredText]);
  const answer = useMemo(() => {
    if (query.kind === 'address') return describeAddress(topology, plan.list, query.address);
    return query.kind === 'prefix' ? describePrefix(topology, plan.list, query.cidr) : undefined;
  }, [topology, plan, query]);
  const unknown = useMemo(
    () => listUnknownRanges({ topology, invalid: plan.invalid, readErrors, inScope: undefined }).map(describeUnknown),
    [topology, plan, readErrors],
  );
  return (
    <div className={`${page.page} ${css.page}`}>
      <PageHeader
        text={text}
        problem={query.kind === 'text' ? query.problem : undefined}
        tab={url.plan}
        claims={plan.list}
        overlaps={overlaps}
        onText={(next) => {
          setText(next);
          // the list shows what matches
          if (next !== '' && url.plan !== 'prefixes') setUrl({ plan: 'prefixes' });
        }}
        onTab={(tab) => setUrl({ plan: tab })}
      >
        {answer ? <AnswerCard answer={answer} unknown={unknown} nameOf={nameOf} onOpen={onOpen} /> : null}
      </PageHeader>
      <div className={css.content} role="tabpanel" aria-label={TAB_LABELS[url.plan]}>
        {url.plan === 'prefixes' ? <PrefixTab {...props} plan={plan} query={query} nameOf={nameOf} /> : null}
        {url.plan === 'free' ? <NextFree {...{ topology, plan, hubs, readErrors, nameOf, url, setUrl, onOpen, onCopy }} /> : null}
        {url.plan === 'overlaps' ? <OverlapList overlaps={overlaps} nameOf={nameOf} onOpen={onOpen} onShowPair={onShowPair} /> : null}
      </div>
    </div>
  );
}

const TAB_LABELS: Readonly<Record<UrlState['plan'], string>> = { prefixes: 'Prefixes', free: 'Next free range', overlaps: 'Overlaps' };

const plans = new WeakMap<Topology, AddressPlan>();

/** Returns the address plan of a topology, which is created once. */
function planOf(topology: Topology): AddressPlan {
  const plan = plans.get(topology) ?? createAddressPlan(topology);
  plans.set(topology, plan);
  return plan;
}
