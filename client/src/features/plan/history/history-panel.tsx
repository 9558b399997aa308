import { Button } from '@fluentui/react-components';
import type { ApplySummary, Changes } from '@peerscape/shared/api';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useRef } from 'react';
import { formatAge } from '../../../lib/format/format.ts';
import { toProblem } from '../../../lib/server/api.ts';
import { appliesQuery } from '../../../lib/server/change-queries.ts';
import { ProblemNotice } from '../../../ui/notice.tsx';
import panel from '../../../ui/panel.module.css';
import { Panel } from '../../../ui/panel.tsx';
import { Time } from '../../../ui/time.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { APPLY_STATES, formatApplyProgress } from '../apply/apply-states.ts';
import { StateSign } from '../state-sign.tsx';
import { useInvalidateChanges } from '../use-invalidate-changes.ts';
import css from './history-panel.module.css';

export interface HistoryPanelProps {
  readonly changes: Changes;
  readonly onOpenApply: (apply: string) => void;
  readonly onClose: () => void;
}

/** Lists the applies of this estate, newest first. */
export function HistoryPanel({ changes, onOpenApply, onClose }: HistoryPanelProps) {
  useInvalidateChanges(changes.serial);
  const { data, error, refetch } = useQuery(appliesQuery);
  const list = useRef<HTMLUListElement>(null);
  return (
    <Panel kind="Changes" title="History" list={list} onClose={onClose}>
      {error ? (
        <div className={panel.notices}>
          <ProblemNotice
            problem={toProblem(error)}
            actions={
              <Button size="small" onClick={() => void refetch()}>
                Retry
              </Button>
            }
          />
        </div>
      ) : null}
      {!data && !error ? <p className={css.message}>Loading history…</p> : null}
      {data?.length === 0 ? <EmptyHistory mode={changes.mode} /> : null}
      {data && data.length > 0 ? <ApplyList list={list} applies={data} onOpenApply={onOpenApply} /> : null}
    </Panel>
  );
}

const EmptyHistory = ({ mode }: Pick<Changes, 'mode'>) => (
  <p className={css.message}>
    No deployments yet.{' '}
    {mode === 'none'
      ? 'This estate was opened from files and is not connected to Azure.'
      : 'Applied plans appear here, with each half before and after, and can be undone.'}{' '}
    Changes made in the Azure portal or by scripts are not listed.
  </p>
);

interface ApplyListProps extends Pick<HistoryPanelProps, 'onOpenApply'> {
  readonly list: RefObject<HTMLUListElement | null>;
  readonly applies: readonly ApplySummary[];
}

function ApplyList({ list, applies, onOpenApply }: ApplyListProps) {
  const now = useNow(10_000);
  return (
    <ul ref={list} className={css.applies}>
      {applies.map((apply) => (
        <li key={apply.id} data-item>
          <button type="button" className={css.apply} onClick={() => onOpenApply(apply.id)}>
            <span className={css.row}>
              <StateSign tone={APPLY_STATES[apply.state].tone} word={APPLY_STATES[apply.state].word} />
              <span className={css.time}>
                <Time at={apply.startedAt} now={now} isPlain />, {formatAge(Date.parse(apply.startedAt), now)}
              </span>
            </span>
            <span className={css.summary}>
              {apply.title} ({apply.words})
            </span>
            <span className={css.quiet}>
              By {apply.by} · {formatApplyProgress(apply)}
              {apply.undoneBy ? ' · undone' : ''}
              {apply.trouble ? ` · ${apply.trouble}` : ''}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
