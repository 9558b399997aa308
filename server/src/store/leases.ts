import { StepState } from '@peerscape/shared/api';
import type { Access, WriteTransaction } from './access.ts';
import { assertClaim } from './claims.ts';
import { SENT_STATES, type Store } from './store.ts';

type LeaseQueries = Pick<Store, 'lease' | 'releaseIdleLeases'>;

export const createLeaseQueries = ({ writeWithoutSerial }: Access): LeaseQueries => ({
  lease: (claim, stepId, vnets) =>
    writeWithoutSerial('Leasing virtual networks', async (transaction) => {
      await assertClaim(transaction, claim);
      const { tx } = transaction;
      const keys = leaseKeysOf(transaction, vnets);
      const leases = await tx.selectFrom('leases').select(['apply_id', 'step_id']).where('vnet', 'in', keys).execute();
      if (leases.some(({ apply_id, step_id }) => apply_id !== claim.applyId || step_id !== stepId)) return false;
      await tx
        .insertInto('leases')
        .values(keys.map((vnet) => ({ vnet, apply_id: claim.applyId, step_id: stepId })))
        .onConflict((conflict) => conflict.column('vnet').doNothing())
        .execute();
      return true;
    }),
  releaseIdleLeases: (claim) =>
    writeWithoutSerial('Releasing leases', async (transaction) => {
      await assertClaim(transaction, claim);
      await transaction.tx
        .deleteFrom('leases')
        .where('apply_id', '=', claim.applyId)
        .where('step_id', 'in', (e) =>
          e.selectFrom('steps').select('step_id').where('apply_id', '=', claim.applyId).where('state', 'in', IDLE_STATES),
        )
        .execute();
    }),
});

const IDLE_STATES = StepState.options.filter((state) => !SENT_STATES.has(state));

/** Returns true if the step has a lease on all the VNets. */
export async function hasLease(transaction: WriteTransaction, applyId: string, stepId: string, vnets: readonly string[]): Promise<boolean> {
  const keys = leaseKeysOf(transaction, vnets);
  const rows = await transaction.tx
    .selectFrom('leases')
    .select('vnet')
    .where('vnet', 'in', keys)
    .where('apply_id', '=', applyId)
    .where('step_id', '=', stepId)
    .execute();
  return rows.length === keys.length;
}

/** Releases the lease of a step, if it has one. */
export async function releaseLease({ tx }: WriteTransaction, applyId: string, stepId: string): Promise<void> {
  await tx.deleteFrom('leases').where('apply_id', '=', applyId).where('step_id', '=', stepId).execute();
}

/** Returns the keys of VNets in the lease table. They include the estate, because two sandboxes may use the same VNet ids. */
const leaseKeysOf = ({ estate }: Pick<WriteTransaction, 'estate'>, vnets: readonly string[]): readonly string[] =>
  [...new Set(vnets)].map((vnet) => `${estate.key} ${vnet}`);
