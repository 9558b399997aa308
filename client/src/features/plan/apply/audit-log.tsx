import { useQuery } from '@tanstack/react-query';
import { toProblem } from '../../../lib/server/api.ts';
import { auditQuery } from '../../../lib/server/change-queries.ts';
import { Fold } from '../../../ui/fold.tsx';
import { Notice, ProblemNotice } from '../../../ui/notice.tsx';
import panel from '../../../ui/panel.module.css';
import { Time } from '../../../ui/time.tsx';
import { useNow } from '../../../ui/use-now.ts';
import css from './audit-log.module.css';

/** Renders the audit log of an apply on demand: who did what and when, and whether the log has been altered since. */
export const AuditLog = ({ apply }: { apply: string }) => (
  <Fold title="Audit log" isLazy>
    <Entries apply={apply} />
  </Fold>
);

function Entries({ apply }: { apply: string }) {
  const { data, error } = useQuery(auditQuery(apply));
  const now = useNow(60_000);
  if (error) return <ProblemNotice problem={toProblem(error)} />;
  if (!data) return <p className={panel.quiet}>Loading audit log…</p>;
  return (
    <>
      {data.isWhole ? (
        <Notice severity="good" title="Audit log verified">
          Each entry contains the hash of the previous one. No entry was changed. Deletions are recorded in the log.
        </Notice>
      ) : (
        <Notice severity="error" title="Audit log has been altered">
          An entry was changed or removed after it was written. Do not rely on the entries below.
        </Notice>
      )}
      <ol className={css.entries}>
        {data.entries.map(({ serial, at, by, deed: action, text }) => (
          <li key={serial}>
            <Time at={at} now={now} />
            <span>{by}</span>
            <span>
              <strong>{action}</strong> {text}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
