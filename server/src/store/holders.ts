import { ApplyState, isUnderWay } from '@peerscape/shared/api';
import type { Access } from './access.ts';
import type { Store } from './store.ts';

const UNDER_WAY = ApplyState.options.filter(isUnderWay);
const FREE = { holder: null, held_until: 0 };

export const holdersOn = ({ hold }: Access): Pick<Store, 'claim' | 'keepAlive' | 'letGo' | 'letAllGo'> => ({
  claim: (estate, holder, milliseconds) =>
    hold('Taking up applies', async ({ tx, now }) => {
      const held = await tx
        .updateTable('applies')
        .set({ holder, held_until: now + Math.round(milliseconds) })
        .where('estate', '=', estate)
        .where('state', 'in', UNDER_WAY)
        .where((e) => e.or([e('holder', 'is', null), e('holder', '=', holder), e('held_until', '<=', now)]))
        .returning(['id', 'place'])
        .execute();
      return held.sort((a, b) => a.place - b.place).map(({ id }) => id);
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
  letGo: (holder) =>
    hold('Letting go of applies', async ({ tx }) => {
      await tx.updateTable('applies').set(FREE).where('holder', '=', holder).execute();
      await tx.deleteFrom('leases').where('holder', '=', holder).execute();
    }),
  letAllGo: () =>
    hold('Letting go of all applies', async ({ tx }) => {
      await tx.updateTable('applies').set(FREE).execute();
      await tx.deleteFrom('leases').execute();
    }),
});
