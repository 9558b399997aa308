import { type Access, next, type Turn, type Tx } from './access.ts';
import { mustHold } from './claims.ts';
import type { Lease, Store } from './store.ts';

export const leasesOn = ({ hold }: Access): Pick<Store, 'lease'> => ({
  lease: (vnets, claim, milliseconds) =>
    hold('Reserving VNets', async (turn) => {
      await mustHold(turn, claim);
      const { tx, now } = turn;
      const sorted = [...new Set(vnets)].sort();
      const names = namesOf(turn, sorted);
      const taken = await tx.selectFrom('leases').select('vnet').where('vnet', 'in', names).where('expires', '>', now).execute();
      if (taken.length > 0) return undefined;
      const fence = await next(tx, 'fence');
      const terms = { holder: claim.holder, apply_id: claim.applyId, fence, expires: now + Math.round(milliseconds) };
      await tx
        .insertInto('leases')
        .values(names.map((vnet) => ({ vnet, ...terms })))
        .onConflict((on) => on.column('vnet').doUpdateSet(terms))
        .execute();
      return { vnets: sorted, fence };
    }),
});

/** Whether the lease is still held on all its VNets; where it is, it has its whole time again. */
export async function renewLease(turn: Turn, { vnets, fence }: Lease, milliseconds: number): Promise<boolean> {
  const { numUpdatedRows } = await turn.tx
    .updateTable('leases')
    .set({ expires: turn.now + Math.round(milliseconds) })
    .where('vnet', 'in', namesOf(turn, vnets))
    .where('fence', '=', fence)
    .where('expires', '>', turn.now)
    .executeTakeFirst();
  return numUpdatedRows === BigInt(vnets.length);
}

/** Releases that lease; one that somebody else has meanwhile stays. */
export async function releaseLease(turn: Turn, { vnets, fence }: Lease): Promise<void> {
  await turn.tx.deleteFrom('leases').where('vnet', 'in', namesOf(turn, vnets)).where('fence', '=', fence).execute();
}

/** The VNets as the table names them: two sandboxes may have VNets of the same id. */
const namesOf = ({ estate }: { readonly estate: { readonly key: string }; readonly tx: Tx }, vnets: readonly string[]): readonly string[] =>
  vnets.map((vnet) => `${estate.key} ${vnet}`);
