import { ApplyState, isInProgress } from '@peerscape/shared/api';
import { type Access, incrementCounter, type WriteTransaction } from './access.ts';
import { type Claim, ClaimLostError, type Store } from './store.ts';

const UNDER_WAY = ApplyState.options.filter(isInProgress);

type ClaimQueries = Pick<Store, 'claim' | 'renew' | 'releaseLeases' | 'abandonClaim' | 'release' | 'expireAll'>;

export const createClaimQueries = ({ estate: { key: estate }, writeWithoutSerial }: Access): ClaimQueries => ({
  claim: (holder, milliseconds) =>
    writeWithoutSerial('Claiming applies', async ({ tx, now }) => {
      const rows = await tx
        .selectFrom('applies')
        .select(['id', 'holder', 'fence', 'place'])
        .where('estate', '=', estate)
        .where('state', 'in', UNDER_WAY)
        .where((e) => e.or([e('holder', 'is', null), e('holder', '=', holder), e('held_until', '<=', now)]))
        .orderBy('place')
        .execute();
      const claims: Claim[] = [];
      for (const { id: applyId, holder: previousHolder, fence: previousFence } of rows) {
        const isOwn = previousHolder === holder;
        const fence = isOwn ? previousFence : await incrementCounter(tx, 'fence');
        await tx
          .updateTable('applies')
          .set({ holder, fence, held_until: now + Math.round(milliseconds) })
          .where('id', '=', applyId)
          .execute();
        claims.push({ applyId, holder, fence, previousFence: isOwn || previousHolder === null ? null : previousFence });
      }
      return claims;
    }),
  renew: (holder, { applies, leases }) =>
    writeWithoutSerial('Renewing claims', async ({ tx, now }) => {
      const until = (milliseconds: number) => now + Math.round(milliseconds);
      await tx
        .updateTable('applies')
        .set({ held_until: until(applies) })
        .where('holder', '=', holder)
        .execute();
      // An expired lease cannot be renewed: its holder was suspended and must read the state again before it writes.
      await tx
        .updateTable('leases')
        .set({ expires: until(leases) })
        .where('holder', '=', holder)
        .where('expires', '>', now)
        .execute();
    }),
  releaseLeases: (claim) =>
    writeWithoutSerial('Releasing leases', async (transaction) => {
      await assertClaim(transaction, claim);
      await deleteLeases(transaction, claim);
    }),
  abandonClaim: (claim) =>
    writeWithoutSerial('Abandoning a claim', async (transaction) => {
      await deleteLeases(transaction, claim);
      await transaction.tx
        .updateTable('steps')
        .set((e) => ({ crashes: e('crashes', '-', 1), suspect: null }))
        .where('apply_id', '=', claim.applyId)
        .where('suspect', '=', claim.fence)
        .execute();
    }),
  release: (holder) =>
    writeWithoutSerial('Releasing claims', async ({ tx }) => {
      await tx.updateTable('applies').set({ holder: null, held_until: 0 }).where('holder', '=', holder).execute();
      await tx.deleteFrom('leases').where('holder', '=', holder).execute();
    }),
  expireAll: () =>
    writeWithoutSerial('Expiring claims', async ({ tx }) => {
      await tx.updateTable('applies').set({ held_until: 0 }).execute();
      await tx.deleteFrom('leases').execute();
    }),
});

/** Rejects with `ClaimLostError` unless the holder still has the apply. The check runs in the transaction that it protects. */
export async function assertClaim({ tx }: WriteTransaction, { applyId, holder, fence }: Claim): Promise<void> {
  const row = await tx
    .selectFrom('applies')
    .select('id')
    .where('id', '=', applyId)
    .where('holder', '=', holder)
    .where('fence', '=', fence)
    .executeTakeFirst();
  if (!row) throw new ClaimLostError(applyId);
}

const deleteLeases = ({ tx }: WriteTransaction, { applyId, holder }: Claim) =>
  tx.deleteFrom('leases').where('apply_id', '=', applyId).where('holder', '=', holder).execute();
