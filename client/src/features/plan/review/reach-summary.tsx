import type { ReachEffect, ReachPreview } from '@peerscape/shared/preview';
import { count, formatList, formatNumber } from '../../../lib/format/format.ts';
import type { ReachJobState } from '../../../lib/server/use-reach-job.ts';
import css from './reach-summary.module.css';

const EFFECT_PHRASES: readonly (readonly [effect: ReachEffect, phrase: (pairs: number) => string])[] = [
  ['gained', (pairs) => `${pairs === 1 ? 'gains' : 'gain'} reach`],
  ['lost', (pairs) => `${pairs === 1 ? 'loses' : 'lose'} reach`],
  ['changed', (pairs) => `${pairs === 1 ? 'changes' : 'change'} otherwise`],
  ['unknown', (pairs) => `${pairs === 1 ? 'is' : 'are'} unknown`],
];

/** Describes the effect of a plan on pairs of VNets whose peering it does not change; undefined if there is none. */
function describeBeyond({ counts }: Pick<ReachPreview, 'counts'>): string | undefined {
  const found = EFFECT_PHRASES.filter(([effect]) => counts[effect].beyond > 0);
  if (found.length === 0) return undefined;
  const parts = found.map(([effect, phrase], i) => {
    const pairs = counts[effect].beyond;
    return `${i === 0 ? `${count(pairs, 'pair')} of VNets` : formatNumber(pairs)} ${phrase(pairs)}`;
  });
  return `Beyond its own peerings, this plan changes reach: ${formatList(parts)}.`;
}

/** Returns whether there is anything to say about reach before a plan is applied. */
export const hasReachSummary = (preview: ReachJobState<'preview'>): boolean => summaryOf(preview) !== undefined;

function summaryOf({ result, isRunning, fault }: ReachJobState<'preview'>): string | undefined {
  if (isRunning) return 'Computing reach…';
  return fault === undefined ? result && describeBeyond(result) : `Reach could not be computed: ${fault}`;
}

/** Shows beside the Apply button what the plan opens or cuts beyond its own peerings. */
export const ReachSummary = ({ preview }: { readonly preview: ReachJobState<'preview'> }) => (
  <p role="status" className={css.summary}>
    {summaryOf(preview)}
  </p>
);
