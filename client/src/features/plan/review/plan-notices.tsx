import { Button } from '@fluentui/react-components';
import type { MissingRight, PlanDocument } from '@peerscape/shared/api';
import { lastName } from '@peerscape/shared/arm';
import type { Intent, Plan, PlanNotice } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import { describeRemedy } from '../../../lib/format/describe-remedy.ts';
import { LockedText } from '../../../ui/locked-text.tsx';
import { Notice } from '../../../ui/notice.tsx';
import panel from '../../../ui/panel.module.css';
import { Section } from '../../../ui/panel.tsx';
import { SeverityBadge } from '../../../ui/severity-badge.tsx';
import css from './plan-notices.module.css';

interface BlockersProps {
  readonly topology: Topology;
  readonly blockers: Plan['blockers'];
  /** Adds the remedy of a blocker to the draft; undefined for an undo, which has no draft. */
  readonly onAdd: ((remedy: readonly Intent[]) => void) | undefined;
}

/** Lists what Azure will reject; a plan with any blocker cannot be applied. A blocker that has a remedy offers to add it to the draft. */
export function Blockers({ topology, blockers, onAdd }: BlockersProps) {
  if (blockers.length === 0) return null;
  return (
    <div className={panel.notices}>
      <Notice severity="error" title="Azure will reject this plan">
        <ul className={panel.notes}>
          {blockers.map(({ code, text, prefixes, arm, remedy }) => (
            <li key={`${code} ${text}`}>
              {text}
              {prefixes && prefixes.length > 0 ? <span className={css.prefixes}> {prefixes.join(', ')}</span> : null}
              {arm ? (
                <>
                  {' '}
                  <code>{arm}</code>
                </>
              ) : null}
              {remedy && onAdd ? (
                <div>
                  <Button size="small" onClick={() => onAdd(remedy)}>
                    Add to draft: {describeRemedy(topology, remedy)}
                  </Button>
                </div>
              ) : null}
            </li>
          ))}
        </ul>
        <p className={css.next}>Remove or edit the change below; Peerscape then creates a new plan. Nothing has been sent to Azure.</p>
      </Notice>
    </div>
  );
}

/** Lists notices of a plan under a title; renders nothing when there are none. */
export function PlanNotices({ title, notices }: { title: string; notices: readonly PlanNotice[] }) {
  if (notices.length === 0) return null;
  return (
    <Section title={title} count={notices.length}>
      <ul className={panel.bullets}>
        {notices.map(({ code, text }) => (
          <li key={`${code} ${text}`}>{text}</li>
        ))}
      </ul>
    </Section>
  );
}

/** Lists missing permissions: action, scope, and the least privileged built-in role that includes the action. */
export function MissingRights({ rights }: { rights: readonly MissingRight[] }) {
  if (rights.length === 0) return null;
  return (
    <Section title="Missing permissions" count={rights.length}>
      <ul className={panel.notes}>
        {rights.map(({ action, scope, role, text }) => (
          <li key={`${action} ${scope}`}>
            <LockedText>
              <p>{text}</p>
              <p className={panel.quiet}>
                <code>{action}</code> on <span title={scope}>{lastName(scope)}</span>; the least privileged built-in role is {role}.
              </p>
            </LockedText>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Lists the findings that the plan resolves and those that it adds. */
export function Consequences({ closes, opens }: Pick<PlanDocument, 'closes' | 'opens'>) {
  return (
    <>
      <Findings title="Resolved findings" findings={closes} />
      <Findings title="New findings" findings={opens} />
    </>
  );
}

function Findings({ title, findings }: { title: string; findings: PlanDocument['closes'] }) {
  if (findings.length === 0) return null;
  return (
    <Section title={title} count={findings.length}>
      <ul className={panel.notes}>
        {findings.map(({ id, code, severity, where, title: what }) => (
          <li key={id} className={css.finding}>
            <SeverityBadge kind={severity} label={code} />
            <span>
              {where}: {what}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
