import { ChevronRight12Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { clock } from '../../../lib/format/format.ts';
import { problemFrom } from '../../../lib/server/api.ts';
import { auditQuery } from '../../../lib/server/change-queries.ts';
import { Notice, ProblemNotice } from '../../../ui/notice.tsx';
import { useNow } from '../../../ui/use-now.ts';
import css from './audit-part.module.css';

/** The audit of an apply, on demand: who did what when, and whether anybody has touched the record since. */
export function AuditPart({ apply }: { apply: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={css.fold} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className={css.summary}>
        <ChevronRight12Regular className={css.chevron ?? ''} aria-hidden="true" />
        Audit
      </summary>
      {isOpen ? <Entries apply={apply} /> : null}
    </details>
  );
}

function Entries({ apply }: { apply: string }) {
  const { data, error } = useQuery(auditQuery(apply));
  const now = useNow(60_000);
  if (error) return <ProblemNotice problem={problemFrom(error)} />;
  if (!data) return <p className={css.quiet}>Reading the audit…</p>;
  return (
    <div className={css.audit}>
      {data.isWhole ? (
        <Notice severity="good" title="The chain is whole">
          Each line carries the hash of the one before it; none was changed or taken out.
        </Notice>
      ) : (
        <Notice severity="error" title="The chain is broken">
          A line of the audit was changed or taken out after it was written. What stands below cannot be relied on.
        </Notice>
      )}
      <ol className={css.entries}>
        {data.entries.map(({ serial, at, by, deed, text }) => (
          <li key={serial}>
            <time dateTime={at}>{clock(Date.parse(at), now)}</time>
            <span>{by}</span>
            <span>
              <strong>{deed}</strong> {text}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
