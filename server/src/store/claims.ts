import { ApplyState, isUnderWay } from '@peerscape/shared/api';
import { type Access, next, type Turn } from './access.ts';
import { type Claim, ClaimLost, type Store } from './store.ts';

const UNDER_WAY = ApplyState.options.filter(isUnderWay);

type Claims = Pick<Store, 'claim' | 'keepAlive' | 'releaseLeases' | 'concede' | 'release' | 'expireAll'>;

export const claimsOn = ({ estate: { key: estate }, hold }: Access): Claims => ({
  claim: (holder, milliseconds) =>
    hold('Taking up applies', async ({ tx, now }) => {
      const rows = await tx
        .selectFrom('applies')
        .select(['id', 'holder', 'fence', 'place'])
        .where('estate', '=', estate)
        .where('state', 'in', UNDER_WAY)
        .where((e) => e.or([e('holder', 'is', null), e('holder', '=', holder), e('held_until', '<=', now)]))
        .orderBy('place')
        .execute();
      const claims: Claim[] = [];
      for (const { id: applyId, holder: last, fence: lastFence } of rows) {
        const isOwn = last === holder;
        const fence = isOwn ? lastFence : await next(tx, 'fence');
        await tx
          .updateTable('applies')
          .set({ holder, fence, held_until: now + Math.round(milliseconds) })
          .where('id', '=', applyId)
          .execute();
        claims.push({ applyId, holder, fence, takenFrom: isOwn || last === null ? null : lastFence });
      }
      return claims;
    }),
  keepAlive: (holder, { applies, leases }) =>
    hold('Keeping hold of applies', async ({ tx, now }) => {
      const until = (milliseconds: number) => now + Math.round(milliseconds);
      await tx
        .updateTable('applies')
        .set({ held_until: until(applies) })
        .where('holder', '=', holder)
        .execute();
      // a lease that has expired is lost for good: its holder slept, and must look again before it writes
      await tx
        .updateTable('leases')
        .set({ expires: until(leases) })
        .where('holder', '=', holder)
        .where('expires', '>', now)
        .execute();
    }),
  releaseLeases: (claim) =>
    hold('Releasing VNets', async (turn) => {
      await mustHold(turn, claim);
      await deleteLeases(turn, claim);
    }),
  concede: (claim) =>
    hold('Giving up an apply', async (turn) => {
      await deleteLeases(turn, claim);
      await turn.tx
        .updateTable('steps')
        .set((e) => ({ crashes: e('crashes', '-', 1), suspect: null }))
        .where('apply_id', '=', claim.applyId)
        .where('suspect', '=', claim.fence)
        .execute();
    }),
  release: (holder) =>
    hold('Letting go of applies', async ({ tx }) => {
      await tx.updateTable('applies').set({ holder: null, held_until: 0 }).where('holder', '=', holder).execute();
      await tx.deleteFrom('leases').where('holder', '=', holder).execute();
    }),
  expireAll: () =>
    hold('Taking over from a process that has ended', async ({ tx }) => {
      await tx.updateTable('applies').set({ held_until: 0 }).execute();
      await tx.deleteFrom('leases').execute();
    }),
});

/** Fails with `ClaimLost` unless the apply is still that holder's: the check is in the transaction that it guards. */
export async function mustHold({ tx }: Turn, { applyId, holder, fence }: Claim): Promise<void> {
  const row = await tx
    .selectFrom('applies')
    .select('id')
    .where('id', '=', applyId)
    .where('holder', '=', holder)
    .where('fence', '=', fence)
    .executeTakeFirst();
  if (!row) throw new ClaimLost(applyId);
}

const deleteLeases = ({ tx }: Turn, { applyId, holder }: Claim) =>
  tx.deleteFrom('leases').where('apply_id', '=', applyId).where('holder', '=', holder).execute();
