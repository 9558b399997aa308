import { Button } from '@fluentui/react-components';
import { Copy16Regular, Warning16Regular } from '@fluentui/react-icons';
import type { PlanRow } from '@peerscape/shared/addresses';
import { formatCidr } from '@peerscape/shared/net';
import type { Namer, Topology } from '@peerscape/shared/topology';
import type { ReactNode } from 'react';
import { LongNames } from '../../ui/long-name.tsx';
import css from './plan-list.module.css';
import { detailsOf, nameOfRow, prefixOf, shareOfRow } from './row-texts.ts';
import { UsageBar } from './usage-bar.tsx';

interface PlanCellsProps {
  readonly topology: Topology;
  readonly row: PlanRow;
  readonly nameOf: Namer;
  readonly onCopy: (text: string, what: string) => void;
}

/** Renders the cells of a row: prefix, name, use and details. */
export function PlanCells({ topology, row, nameOf, onCopy }: PlanCellsProps) {
  const share = shareOfRow(row);
  const details = detailsOf(row, topology, nameOf);
  const prefix = prefixOf(row);
  return (
    <>
      <Cell className={css.prefix}>{row.kind === 'free' ? <span className={css.range}>{prefix}</span> : <code>{prefix}</code>}</Cell>
      <Cell className={css.name}>
        <LongNames text={nameOfRow(row, nameOf)} />
      </Cell>
      <Cell className={css.used}>{share === undefined ? null : <UsageBar share={share} />}</Cell>
      <Cell className={css.details}>
        {row.kind === 'claim' && row.overlaps ? (
          <span className={css.overlap}>
            <Warning16Regular aria-hidden="true" />
            <LongNames className={css.overlapText} text={`Overlaps ${nameOf(row.overlaps)}`} />
          </span>
        ) : null}
        <span className={css.detailText} title={details}>
          {details}
        </span>
        {row.kind === 'free' ? (
          <Button
            className={css.copy ?? ''}
            size="small"
            appearance="subtle"
            icon={<Copy16Regular />}
            aria-label={`Copy ${formatCidr(row.largest)}`}
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation();
              onCopy(formatCidr(row.largest), 'prefix');
            }}
          />
        ) : null}
      </Cell>
    </>
  );
}

const Cell = ({ className, children }: { readonly className: string | undefined; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/useSemanticElements: the list is virtual
  <div role="gridcell" tabIndex={-1} className={className}>
    {children}
  </div>
);
