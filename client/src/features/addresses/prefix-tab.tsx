import { Button } from '@fluentui/react-components';
import { ArrowDownload20Regular } from '@fluentui/react-icons';
import type { AddressPlan } from '@peerscape/shared/addresses';
import type { Namer } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { count, formatNumber } from '../../lib/format/format.ts';
import { RadioList } from '../../ui/choice.tsx';
import type { AddressQuery } from './address-query.ts';
import css from './addresses.module.css';
import type { AddressesViewProps } from './addresses-view.tsx';
import { planToCsv } from './plan-csv.ts';
import { PlanList } from './plan-list.tsx';
import { visibleRows } from './visible-rows.ts';

interface PrefixTabProps
  extends Pick<AddressesViewProps, 'topology' | 'shown' | 'focused' | 'url' | 'setUrl' | 'onOpen' | 'onCopy' | 'onSave'> {
  readonly plan: AddressPlan;
  readonly query: AddressQuery;
  readonly nameOf: Namer;
}

const DETAILS = [
  { value: 'vnets', label: 'VNets' },
  { value: 'subnets', label: 'VNets and subnets' },
  { value: 'free', label: 'All, with free ranges' },
] as const;

/** Renders all prefixes, or those that match the search and the filter, with what to list and the export. */
export function PrefixTab({ topology, plan, query, shown, focused, nameOf, url, setUrl, onOpen, onCopy, onSave }: PrefixTabProps) {
  const rows = useMemo(() => visibleRows(plan.rows, { detail: url.rows, query, shown, nameOf }), [plan, url.rows, query, shown, nameOf]);
  const listed = rows.filter(({ kind }) => kind === 'claim').length;
  return (
    <>
      <div className={css.tools}>
        <RadioList
          label="List"
          options={DETAILS}
          value={url.rows}
          isHorizontal
          onChoose={(detail) => setUrl({ rows: detail }, { replace: true })}
        />
        <p className={css.listed}>
          {listed === plan.list.length
            ? count(listed, 'VNet prefix', 'VNet prefixes')
            : `${formatNumber(listed)} of ${count(plan.list.length, 'VNet prefix', 'VNet prefixes')}`}
        </p>
        <Button
          size="small"
          appearance="subtle"
          icon={<ArrowDownload20Regular />}
          disabled={rows.length === 0}
          onClick={() => onSave(planToCsv(rows, topology, nameOf))}
        >
          Export CSV
        </Button>
      </div>
      {rows.length > 0 ? (
        <PlanList topology={topology} rows={rows} nameOf={nameOf} focused={focused} onOpen={onOpen} onCopy={onCopy} />
      ) : (
        <p className={css.none}>No prefix matches the search{shown ? ' and the filter' : ''}.</p>
      )}
    </>
  );
}
