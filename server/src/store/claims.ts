import { ApplyState, isInProgress } from '@peerscape/shared/api';
import { type Access, incrementCounter, type WriteTransaction } from './access.ts';
import { type Claim, ClaimLostError, type Store } from './store.ts';

const UNDER_WAY = ApplyState.options.filter(isInProgress);

type ClaimQueries = Pick<Store, 'claim' | 'unclaimedApplies' | 'abandonClaim' | 'release' | 'expireClaims'>;

export const createClaimQueries = ({ estate: { key: estate }, clock, read, writeWithoutSerial }: Access): ClaimQueries => ({
  claim: (holder, milliseconds, isUnrenewed = () => false) =>
    writeWithoutSerial('Claiming applies', async ({ tx, now }) => {
      const rows = await tx
        .selectFrom('applies')
        .select(['id', 'holder', 'fence', 'held_until'])
        .where('estate', '=', estate)
        .where('state', 'in', UNDER_WAY)
        .orderBy('place')
        .execute();
      const claims: Claim[] = [];
      for (const { id: applyId, holder: previousHolder, fence: previousFence, held_until: heldUntil } of rows) {
        const isOwn = previousHolder === holder;
        const isHeld = previousHolder !== null && heldUntil > now && !isUnrenewed(previousFence, heldUntil);
        if (!isOwn && isHeld) continue;
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
  unclaimedApplies: () =>
    read('Listing unclaimed applies', async (db) => {
      const rows = await db
        .selectFrom('applies')
        .select('id')
        .where('estate', '=', estate)
        .where('state', 'in', UNDER_WAY)
        .where((e) => e.or([e('holder', 'is', null), e('held_until', '<=', clock)]))
        .execute();
      return new Set(rows.map(({ id }) => id));
    }),
  abandonClaim: (claim) =>
    writeWithoutSerial('Abandoning a claim', async ({ tx }) => {
      await tx
        .updateTable('steps')
        .set((e) => ({ crashes: e('crashes', '-', 1), suspect: null }))
        .where('apply_id', '=', claim.applyId)
        .where('suspect', '=', claim.fence)
        .execute();
    }),
  release: (holder) =>
    writeWithoutSerial('Releasing claims', async ({ tx }) => {
      await tx.updateTable('applies').set({ holder: null, held_until: 0 }).where('holder', '=', holder).execute();
    }),
  expireClaims: () =>
    writeWithoutSerial('Expiring claims', async ({ tx }) => {
      await tx.updateTable('applies').set({ held_until: 0 }).execute();
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
