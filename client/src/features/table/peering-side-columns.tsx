import { SWITCHES } from '@peerscape/shared/topology';
import type { ReactNode } from 'react';
import { HALF_OPTIONS } from '../../lib/format/half-options.ts';
import { HalfStatusBadge } from '../../ui/half-status-badge.tsx';
import { LongName } from '../../ui/long-name.tsx';
import type { ColumnSpec, FieldValue } from './grid-column.ts';
import type { PeeringEnd, PeeringTableRow } from './peering-rows.ts';
import css from './table.module.css';
import { UNKNOWN } from './unknown-text.tsx';

/** A VNet of the peering, with the ids of its columns. */
export interface PeeringSide {
  readonly side: 'local' | 'remote';
  readonly word: 'Local' | 'Remote';
  readonly vnet: { readonly id: string; readonly title: string };
  readonly state: string;
}

type Spec = ColumnSpec<PeeringTableRow>;

/** Creates the column with the name of a VNet. */
export const vnetColumn = ({ side, vnet }: PeeringSide): Spec => ({
  ...vnet,
  field: `${side}VNet`,
  data: (row) => row[side].name,
  cell: (row) => <LongName className={css.name} name={row[side].name} />,
  width: 144,
  grow: 2,
  isRequired: true,
  narrow: 'line',
});

/** Creates the column with the state of the half that the VNet owns. */
export const stateColumn = ({ side, word, state }: PeeringSide): Spec => ({
  id: state,
  title: `${word} state`,
  field: `${side}State`,
  data: (row) => (row[side].status === 'unknown' ? null : row[side].label),
  value: (row) => row[side].label,
  cell: (row) => <HalfStatusBadge status={row[side].status} label={row[side].label} />,
  width: 116,
});

/** Creates the columns that are shown when chosen: the other properties of the half and its VNet. */
export const optionalColumns = ({ side, word }: PeeringSide): readonly Spec[] => {
  const named = (what: string, field: string) => ({
    id: `${side}-${what.toLowerCase().replaceAll(' ', '-')}`,
    title: `${word} ${what}`,
    field: side + field,
    width: 150,
    grow: 1,
    isOptional: true,
  });
  return [
    { ...named('options', 'Options'), data: (row) => optionsOf(row[side]), cell: (row) => describeOptions(row[side]), width: 180 },
    {
      ...named('address space', 'AddressSpace'),
      data: (row) => row[side].addressSpace,
      cell: (row) => <code>{row[side].addressSpace.join(', ')}</code>,
    },
    { ...named('subscription', 'Subscription'), data: (row) => row[side].subscription },
    { ...named('peering name', 'PeeringName'), data: (row) => ofHalf(row[side], ({ name }) => name) },
    { ...named('peering ID', 'PeeringId'), data: (row) => ofHalf(row[side], ({ id }) => id), width: 320 },
    { ...named('VNet ID', 'VNetId'), data: (row) => row[side].id, width: 320 },
  ];
};

/** Returns a property of the half: empty when there is no half, null when it was not read. */
function ofHalf({ half, status }: PeeringEnd, property: (half: NonNullable<PeeringEnd['half']>) => FieldValue): FieldValue {
  if (half) return property(half);
  return status === 'missing' ? '' : null;
}

/** Returns the ARM names of the options that are on. */
const optionsOf = (end: PeeringEnd): FieldValue => ofHalf(end, (half) => SWITCHES.filter(({ row }) => half[row]).map(({ arm }) => arm));

/** Describes the options that differ from Azure's defaults. */
function describeOptions({ half, status }: PeeringEnd): ReactNode {
  if (!half) return status === 'missing' ? <span className={css.quiet}>No half</span> : UNKNOWN;
  const labels = HALF_OPTIONS.filter(({ isOn }) => isOn(half)).map(({ label }) => label);
  return labels.length > 0 ? labels.join(', ') : <span className={css.quiet}>Azure’s defaults</span>;
}
