import { defineKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

export const machines = defineKind({
  armType: 'Microsoft.Compute/virtualMachines',
  label: 'virtual machines',
  isOnlyForPaths: true,
  fields: {
    id: 'id',
    /** Code of the power state: `PowerState/running`. */
    powerState: 'text?',
  },
});

export type MachineRow = RowOf<typeof machines.fields>;
