import { type ApplySummary, isUnderWay } from '@peerscape/shared/api';

/** The apply that the tray speaks of: one under way, else one that needs somebody, else the one that was watched and has just ended. */
export const leadOf = (applies: readonly ApplySummary[], watched: string | undefined): ApplySummary | undefined =>
  applies.find(({ state }) => isUnderWay(state)) ??
  applies.find(({ state }) => state === 'attention') ??
  applies.find(({ id }) => id === watched);
