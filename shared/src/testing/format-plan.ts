import type { PlanRow } from '../addresses/index.ts';
import type { ResourceKey } from '../arm/index.ts';
import { type AddressRange, formatAddress, formatCidr } from '../net/index.ts';

const formatRange = ({ family, first, last }: AddressRange): string =>
  `${formatAddress({ family, value: first })}-${formatAddress({ family, value: last })}`;

/** Formats rows of an address plan as indented lines. */
export const formatPlan = (rows: readonly PlanRow[], name: (key: ResourceKey) => string): string[] =>
  rows.map((row) => `${'  '.repeat(row.level - 1)}${formatRow(row, name)}`);

function formatRow(row: PlanRow, name: (key: ResourceKey) => string): string {
  switch (row.kind) {
    case 'container':
      return `${row.container.id} used ${row.used}`;
    case 'claim':
      return [
        `${formatCidr(row.claim.cidr)} ${name(row.claim.owner)} ${row.claim.source}`,
        row.claim.subnet,
        row.claim.source === 'vnet' && `used ${row.used}`,
        row.overlaps && `overlaps ${name(row.overlaps)}`,
      ]
        .filter(Boolean)
        .join(' ');
    case 'subnet':
      return `${formatCidr(row.cidr)} ${row.name}`;
    case 'free':
      return `free ${formatRange(row.range)}, largest ${formatCidr(row.largest)}`;
  }
}
