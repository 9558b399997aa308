import { type Access, next, type Turn, type Tx } from './access.ts';
import type { Lease, Store } from './store.ts';

export const leasesOn = ({ hold }: Access): Pick<Store, 'lease' | 'release'> => ({
  lease: (vnets, holder, milliseconds) =>
    hold('Reserving VNets', async ({ tx, now }) => {
      const sorted = [...new Set(vnets)].sort();
      const taken = await tx.selectFrom('leases').select('vnet').where('vnet', 'in', sorted).where('expires', '>', now).execute();
      if (taken.length > 0) return undefined;
      const fence = await next(tx, 'fence');
      const terms = { holder, fence, expires: now + Math.round(milliseconds) };
      await tx
        .insertInto('leases')
        .values(sorted.map((vnet) => ({ vnet, ...terms })))
        .onConflict((on) => on.column('vnet').doUpdateSet(terms))
        .execute();
      return { vnets: sorted, holder, fence };
    }),
  release: (lease) => hold('Releasing VNets', ({ tx }) => letGoOf(tx, lease)),
});

/** Whether the lease is still that holder's, on all its VNets, and has not expired. */
export async function isHeld({ tx, now }: Turn, { vnets, holder, fence }: Lease): Promise<boolean> {
  const held = await tx
    .selectFrom('leases')
    .select('vnet')
    .where('vnet', 'in', vnets)
    .where('holder', '=', holder)
    .where('fence', '=', fence)
    .where('expires', '>', now)
    .execute();
  return held.length === vnets.length;
}

/** Lets go of that lease; one that somebody else has meanwhile stays. */
export async function letGoOf(tx: Tx, { vnets, fence }: Lease): Promise<void> {
  await tx.deleteFrom('leases').where('vnet', 'in', vnets).where('fence', '=', fence).execute();
}
