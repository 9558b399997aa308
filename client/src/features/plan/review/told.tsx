import { LockClosed16Regular } from '@fluentui/react-icons';
import type { MissingRight, PlanDocument } from '@peerscape/shared/api';
import { lastName } from '@peerscape/shared/arm';
import type { Plan, PlanNotice } from '@peerscape/shared/plan';
import { Notice } from '../../../ui/notice.tsx';
import panel from '../../../ui/panel.module.css';
import { Section } from '../../../ui/panel.tsx';
import { SeverityMark } from '../../../ui/severity-mark.tsx';
import css from './told.module.css';

/** What Azure would refuse: with any of it, the plan cannot be applied. */
export function Blockers({ blockers }: Pick<Plan, 'blockers'>) {
  if (blockers.length === 0) return null;
  return (
    <div className={panel.notices}>
      <Notice severity="error" title="Azure would refuse this plan">
        <ul className={panel.notes}>
          {blockers.map(({ code, text, prefixes, arm }) => (
            <li key={`${code} ${text}`}>
              {text}
              {prefixes && prefixes.length > 0 ? <span className={css.prefixes}> {prefixes.join(', ')}</span> : null}
              {arm ? (
                <>
                  {' '}
                  <code>{arm}</code>
                </>
              ) : null}
            </li>
          ))}
        </ul>
        <p className={css.next}>Take the wish out, or change it; then the plan is made anew. Nothing has been sent.</p>
      </Notice>
    </div>
  );
}

/** What could not be checked, and what is worth knowing. */
export function Told({ title, notices }: { title: string; notices: readonly PlanNotice[] }) {
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

/** What the identity may not do: which action, where, and the smallest role that has it. */
export function MissingRights({ rights }: { rights: readonly MissingRight[] }) {
  if (rights.length === 0) return null;
  return (
    <Section title="Rights that are missing" count={rights.length}>
      <ul className={panel.notes}>
        {rights.map(({ action, scope, role, text }) => (
          <li key={`${action} ${scope}`} className={css.right}>
            <LockClosed16Regular className={css.lock ?? ''} aria-hidden="true" />
            <div>
              <p>{text}</p>
              <p className={panel.quiet}>
                <code>{action}</code> on <span title={scope}>{lastName(scope)}</span>; the smallest built-in role that has it is {role}.
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What gets better and worse: findings that are gone after the plan, and those that come with it. */
export function Consequences({ closes, opens }: Pick<PlanDocument, 'closes' | 'opens'>) {
  return (
    <>
      <Findings title="Findings it closes" findings={closes} />
      <Findings title="Findings that come with it" findings={opens} />
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
            <SeverityMark kind={severity} word={code} />
            <span>
              {where}: {what}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
