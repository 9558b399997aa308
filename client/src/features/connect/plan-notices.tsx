import type { Blocker, Plan, PlanNotice } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import { nameOf } from '../../lib/format/names.ts';
import type { Pair } from '../../lib/format/pair-text.ts';
import { Notice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { blockingVNets } from './connect-values.ts';

interface PlanNoticesProps {
  readonly topology: Topology;
  readonly pair: Pair;
  readonly plan: Plan;
  readonly blockers: readonly Blocker[];
}

/** Shows blockers, incomplete checks and notes for the pair, in a live region. */
export function PlanNotices({ topology, pair, plan, blockers }: PlanNoticesProps) {
  const isHere = ({ vnets }: PlanNotice) => vnets.includes(pair.a) && vnets.includes(pair.b);
  const [unchecked, notes] = [plan.unchecked.filter(isHere), plan.notes.filter(isHere)];
  const others = blockingVNets(blockers, pair).map((key) => nameOf(topology, key));
  return (
    <div className={panel.notices} aria-live="polite">
      {blockers.map(({ code, text, arm }) => (
        <Notice key={`${code} ${text}`} severity="error" title={text}>
          {arm ? (
            <>
              Azure error code: <code>{arm}</code>
            </>
          ) : null}
        </Notice>
      ))}
      {others.length > 0 ? <p className={panel.quiet}>Blocked by: {others.join(', ')}.</p> : null}
      {notes.map(({ code, text }) => (
        <Notice key={code} severity="info" title={text}>
          You can change the options of its halves here.
        </Notice>
      ))}
      {unchecked.length > 0 ? (
        <Notice severity="warning" title="Some checks could not be completed">
          <ul className={panel.bullets}>
            {unchecked.map(({ code, text }) => (
              <li key={`${code} ${text}`}>{text}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </div>
  );
}
