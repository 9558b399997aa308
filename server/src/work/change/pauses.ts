import type { Step } from '@peerscape/shared/plan';
import type { StepRun } from './step-parts.ts';

type Later = StepRun & { readonly kind: 'later' };

/** What Azure has asked to be left alone for a while: VNets, subscriptions, or everything. */
export interface Pauses {
  note(step: Step, later: Later): void;
  /** Wall time from which the step may be taken up, as far as this knows. */
  until(step: Step): number;
}

/** Remembers pauses for as long as the process lives; after that Azure says it again. */
export function newPauses(): Pauses {
  const untilOf = new Map<string, number>();
  const placesOf = ({ half: { from, to } }: Step) => ({ vnet: [from, to], subscription: [subscriptionOf(from)], identity: [EVERYWHERE] });
  return {
    note(step, { pause, until }) {
      if (!pause) return;
      // a busy VNet is the one that was written; its peer is not to blame
      const [place = EVERYWHERE] = placesOf(step)[pause];
      untilOf.set(place, Math.max(untilOf.get(place) ?? 0, until));
    },
    until(step) {
      const { vnet, subscription, identity } = placesOf(step);
      return Math.max(0, ...[...vnet, ...subscription, ...identity].map((place) => untilOf.get(place) ?? 0));
    },
  };
}

const EVERYWHERE = '*';

/** ARM counts writes for each subscription. */
const subscriptionOf = (vnet: string): string => vnet.match(/^\/subscriptions\/[^/]+/)?.[0] ?? EVERYWHERE;
