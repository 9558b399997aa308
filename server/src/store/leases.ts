import { type Access, incrementCounter, type Tx, type WriteTransaction } from './access.ts';
import { assertClaim } from './claims.ts';
import type { Lease, Store } from './store.ts';

export const createLeaseQueries = ({ writeWithoutSerial }: Access): Pick<Store, 'lease'> => ({
  lease: (vnets, claim, milliseconds) =>
    writeWithoutSerial('Leasing virtual networks', async (transaction) => {
      await assertClaim(transaction, claim);
      const { tx, now } = transaction;
      const sorted = [...new Set(vnets)].sort();
      const keys = leaseKeysOf(transaction, sorted);
      const active = await tx.selectFrom('leases').select('vnet').where('vnet', 'in', keys).where('expires', '>', now).execute();
      if (active.length > 0) return undefined;
      const fence = await incrementCounter(tx, 'fence');
      const columns = { holder: claim.holder, apply_id: claim.applyId, fence, expires: now + Math.round(milliseconds) };
      await tx
        .insertInto('leases')
        .values(keys.map((vnet) => ({ vnet, ...columns })))
        .onConflict((conflict) => conflict.column('vnet').doUpdateSet(columns))
        .execute();
      return { vnets: sorted, fence };
    }),
});

/** Extends a lease that is still active on all its VNets to `milliseconds` from now. Returns false when it is not. */
export async function renewLease(transaction: WriteTransaction, { vnets, fence }: Lease, milliseconds: number): Promise<boolean> {
  const { numUpdatedRows } = await transaction.tx
    .updateTable('leases')
    .set({ expires: transaction.now + Math.round(milliseconds) })
    .where('vnet', 'in', leaseKeysOf(transaction, vnets))
    .where('fence', '=', fence)
    .where('expires', '>', transaction.now)
    .executeTakeFirst();
  return numUpdatedRows === BigInt(vnets.length);
}

/** Releases a lease. A later lease of another holder on the same VNets stays active. */
export async function releaseLease(transaction: WriteTransaction, { vnets, fence }: Lease): Promise<void> {
  await transaction.tx.deleteFrom('leases').where('vnet', 'in', leaseKeysOf(transaction, vnets)).where('fence', '=', fence).execute();
}

/** Returns the keys of VNets in the lease table. They include the estate, because two sandboxes may use the same VNet ids. */
const leaseKeysOf = (
  { estate }: { readonly estate: { readonly key: string }; readonly tx: Tx },
  vnets: readonly string[],
): readonly string[] => vnets.map((vnet) => `${estate.key} ${vnet}`);
