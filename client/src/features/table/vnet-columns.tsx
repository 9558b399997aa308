import { ghostLabel } from '../../lib/format/ghost-labels.ts';
import { LongName, LongNames } from '../../ui/long-name.tsx';
import { defineColumns } from './grid-column.ts';
import css from './table.module.css';
import { UNKNOWN } from './unknown-text.tsx';
import type { VNetTableRow } from './vnet-rows.ts';

/** Renders a count, with the given style unless it is 0. */
const countCell = (n: number, style: string | undefined) =>
  n ? <strong className={style}>{n}</strong> : <span className={css.quiet}>0</span>;

/** Columns of the VNet table, in display order. */
export const VNET_COLUMNS = defineColumns<VNetTableRow>(
  [
    {
      id: 'name',
      title: 'Name',
      field: 'name',
      data: ({ node }) => node.name,
      cell: ({ node }) => (
        <>
          <LongName className={css.name} name={node.name} />
          {node.kind === 'ghost' ? <span className={css.quiet}> ({ghostLabel(node.reason)})</span> : null}
        </>
      ),
      width: 184,
      grow: 2,
      isRequired: true,
      narrow: 'line',
    },
    {
      id: 'prefixes',
      title: 'Address space',
      field: 'addressSpace',
      data: ({ node }) => node.addressSpace,
      cell: ({ node }) => <code>{node.addressSpace.join(', ')}</code>,
      width: 140,
      grow: 1.5,
      narrow: 'line',
    },
    {
      id: 'peerings',
      title: 'Peerings',
      field: 'peerings',
      data: ({ peerings }) => peerings,
      cell: ({ peerings, isIncomplete }) =>
        isIncomplete ? <span title="Not all peerings of this VNet were read">{peerings} or more</span> : peerings,
      alignEnd: true,
      width: 80,
    },
    {
      id: 'half-configured',
      title: 'Half-configured',
      field: 'halfConfigured',
      data: ({ halfConfigured }) => halfConfigured,
      cell: ({ halfConfigured }) => countCell(halfConfigured, css.bad),
      alignEnd: true,
      width: 104,
    },
    {
      id: 'needs-attention',
      title: 'Need attention',
      field: 'needAttention',
      data: ({ needAttention }) => needAttention,
      cell: ({ needAttention }) => countCell(needAttention, css.warn),
      alignEnd: true,
      width: 104,
      narrow: 64,
    },
    {
      id: 'findings',
      title: 'Findings',
      field: 'findings',
      data: ({ findings }) => findings,
      cell: ({ findings }) => findings || <span className={css.quiet}>0</span>,
      alignEnd: true,
      width: 72,
    },
    { id: 'gateways', title: 'Gateways', field: 'gateways', data: ({ gateways }) => gateways, width: 110, grow: 0.6, isOptional: true },
    {
      id: 'used-gateways',
      title: 'Uses gateway of',
      field: 'usesGatewayOf',
      data: ({ usedGateways }) => usedGateways,
      cell: ({ usedGateways }) => (usedGateways ? <LongNames text={usedGateways.join(', ')} /> : UNKNOWN),
      width: 140,
      grow: 1,
      isOptional: true,
    },
    {
      id: 'subnets',
      title: 'Subnets',
      field: 'subnets',
      data: ({ node }) => (node.kind === 'vnet' ? node.subnets.map(({ name }) => name) : null),
      value: ({ node }) => (node.kind === 'vnet' ? node.subnets.length : -1),
      width: 160,
      grow: 1.2,
      isOptional: true,
    },
    { id: 'region', title: 'Region', field: 'region', data: ({ region }) => region, width: 152, grow: 1 },
    { id: 'subscription', title: 'Subscription', field: 'subscription', data: ({ subscription }) => subscription, width: 120, grow: 1.2 },
    { id: 'group', title: 'Resource group', field: 'resourceGroup', data: ({ node }) => node.resourceGroup, width: 120, grow: 1.2 },
    {
      id: 'tags',
      title: 'Tags',
      field: 'tags',
      data: ({ node }) => (node.kind === 'vnet' ? Object.entries(node.tags ?? {}).map(([name, value]) => `${name}=${value}`) : null),
      width: 160,
      grow: 1.2,
      isOptional: true,
    },
    { id: 'id', title: 'Resource ID', field: 'id', data: ({ node }) => node.id, width: 320, grow: 2, isOptional: true },
    {
      id: 'visibility',
      title: 'Visibility',
      field: 'visibility',
      data: ({ node }) => (node.kind === 'vnet' ? 'visible' : ghostLabel(node.reason)),
      width: 130,
      isOptional: true,
    },
  ],
  UNKNOWN,
);
