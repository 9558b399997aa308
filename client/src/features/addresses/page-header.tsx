import { Tab, TabList } from '@fluentui/react-components';
import type { Claim, Overlaps } from '@peerscape/shared/addresses';
import { type ReactNode, useRef } from 'react';
import { formatNumber } from '../../lib/format/format.ts';
import type { UrlState } from '../../lib/state/url-state.ts';
import { AddressSearch } from './address-search.tsx';
import css from './addresses.module.css';

interface PageHeaderProps {
  readonly text: string;
  readonly problem: string | undefined;
  readonly tab: UrlState['plan'];
  readonly claims: readonly Claim[];
  readonly overlaps: Overlaps;
  readonly onText: (text: string) => void;
  readonly onTab: (tab: UrlState['plan']) => void;
  /** The answer to the search. */
  readonly children: ReactNode;
}

const EXAMPLES = { 4: '10.4.3.7', 6: 'fd00:db8::7' } as const;

/** Renders the search field with its answer, and the tabs of the address plan. */
export function PageHeader({ text, problem, tab, claims, overlaps, onText, onTab, children }: PageHeaderProps) {
  const input = useRef<HTMLInputElement>(null);
  const overlapCount = `${formatNumber(overlaps.list.length)}${overlaps.isComplete ? '' : '+'}`;
  return (
    <header className={css.head}>
      <AddressSearch
        text={text}
        problem={problem}
        example={claims.length > 0 && claims.every(({ cidr }) => cidr.family === 6) ? EXAMPLES[6] : EXAMPLES[4]}
        input={input}
        onText={(next) => {
          onText(next);
          if (next === '') input.current?.focus();
        }}
      />
      {children}
      <TabList
        className={css.tabs ?? ''}
        size="small"
        selectedValue={tab}
        aria-label="Address plan"
        onTabSelect={(_, { value }) => onTab(value as UrlState['plan'])}
      >
        <Tab value="prefixes">
          Prefixes <span className={css.count}>{formatNumber(claims.length)}</span>
        </Tab>
        <Tab value="free">Next free range</Tab>
        <Tab value="overlaps">
          Overlaps <span className={css.count}>{overlapCount}</span>
        </Tab>
      </TabList>
    </header>
  );
}
