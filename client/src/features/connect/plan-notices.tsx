import { Button } from '@fluentui/react-components';
import type { Blocker, Intent, Plan, PlanNotice } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import { describeRemedy } from '../../lib/format/describe-remedy.ts';
import { nameOf } from '../../lib/format/names.ts';
import type { Pair } from '../../lib/format/pair-text.ts';
import { Notice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import css from './connect.module.css';
import { blockingVNets } from './connect-values.ts';

interface BlockersProps {
  readonly topology: Topology;
  readonly pair: Pair;
  readonly blockers: readonly Blocker[];
  /** Adds the remedy of a blocker to the draft. */
  readonly onAdd: (remedy: readonly Intent[]) => void;
}

/**
 * Shows why Azure will reject the connection, in a live region. A blocker that has a remedy offers to add it to the draft. For the end of the
 * form: above its switches, it would move the one that was just pressed.
 */
export function Blockers({ topology, pair, blockers, onAdd }: BlockersProps) {
  const others = blockingVNets(blockers, pair).map((key) => nameOf(topology, key));
  return (
    // focusable, because a long list scrolls
    <div
      className={css.blockers}
      aria-live="polite"
      {...(blockers.length > 0 && { tabIndex: 0, role: 'group', 'aria-label': 'Why Azure will reject this' })}
    >
      {blockers.map(({ code, text, arm, remedy }) => (
        <Notice
          key={`${code} ${text}`}
          severity="error"
          title={text}
          actions={
            remedy ? (
              <Button size="small" onClick={() => onAdd(remedy)}>
                Add to draft: {describeRemedy(topology, remedy)}
              </Button>
            ) : null
          }
        >
          {arm ? (
            <>
              Azure error code: <code>{arm}</code>
            </>
          ) : null}
        </Notice>
      ))}
      {others.length > 0 ? <p className={panel.quiet}>Blocked by: {others.join(', ')}.</p> : null}
    </div>
  );
}

/** Shows notes about the pair and checks that could not be completed, in a live region. */
export function PairNotices({ pair, plan }: { readonly pair: Pair; readonly plan: Plan }) {
  const isHere = ({ vnets: [first, second = first] }: PlanNotice) => [first, second].every((key) => key === pair.a || key === pair.b);
  const [unchecked, notes] = [plan.unchecked.filter(isHere), plan.notes.filter(isHere)];
  return (
    <div className={panel.notices} aria-live="polite">
      {notes.map(({ code, text }) => (
        <Notice key={`${code} ${text}`} severity="info" title={text}>
          {code === 'already-peered' ? 'You can change the options of its halves here.' : null}
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
