import type { ReachEffect } from '@peerscape/shared/preview';
import type { Namer } from '@peerscape/shared/topology';
import { describePairs } from '../../lib/format/describe-vnets.ts';
import { formatNumber } from '../../lib/format/format.ts';
import type { ReachJobs } from '../../lib/server/reach-jobs.ts';
import panel from '../../ui/panel.module.css';

/** Effects on other pairs that matter for a choice. */
const EFFECTS: readonly (readonly [ReachEffect, string])[] = [
  ['gained', 'Also opens'],
  ['lost', 'Also cuts'],
  ['unknown', 'Not known for'],
];

/** Number of groups that are listed. */
const MAX_GROUPS = 5;

interface SideEffectsProps {
  readonly nameOf: Namer;
  readonly preview: ReachJobs['preview']['result'];
}

/** Lists the other pairs of VNets that a way out opens or cuts. */
export function SideEffects({ nameOf, preview: { groups } }: SideEffectsProps) {
  const beyond = groups.filter(({ isDirect }) => !isDirect);
  const effects = EFFECTS.map(([effect, title]) => ({ title, groups: beyond.filter((group) => group.effect === effect) })).filter(
    (each) => each.groups.length > 0,
  );
  if (effects.length === 0) return <p className={panel.quiet}>It opens and cuts nothing else.</p>;
  return effects.map(({ title, groups: own }) => (
    <div key={title}>
      <p className={panel.quiet}>{title}:</p>
      <ul className={panel.bullets} aria-label={title}>
        {own.slice(0, MAX_GROUPS).map((group) => (
          <li key={`${group.side.keys.join()} ${group.other.keys.join()}`}>{describePairs(nameOf, group)}</li>
        ))}
        {own.length > MAX_GROUPS ? <li>and {formatNumber(own.length - MAX_GROUPS)} more groups of VNets</li> : null}
      </ul>
    </div>
  ));
}
