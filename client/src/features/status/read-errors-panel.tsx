import { Button } from '@fluentui/react-components';
import { Copy16Regular } from '@fluentui/react-icons';
import { describeCoverage, EXPORT_COMMAND } from '@peerscape/shared/health';
import type { AttachedKind, ReadError } from '@peerscape/shared/topology';
import { latestAfter } from '../../lib/format/format.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { ArmError } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { useNow } from '../../ui/use-now.ts';
import { WaitingUntil } from '../../ui/waiting-until.tsx';
import css from './status.module.css';

interface ReadErrorsPanelProps {
  readonly readErrors: readonly ReadError[];
  readonly missingKinds: ReadonlySet<AttachedKind>;
  /** Sentences about the source that are no read errors. */
  readonly messages: readonly string[];
  readonly onClose: () => void;
  readonly onRefresh: () => void;
  readonly onCopy: (text: string, what: string) => void;
}

/** Renders the read errors, the resource types that the source does not include, and other notes about the source. */
export function ReadErrorsPanel({ readErrors, missingKinds, messages, onClose, onRefresh, onCopy }: ReadErrorsPanelProps) {
  const coverage = describeCoverage(missingKinds);
  return (
    <Panel
      kind="Source"
      title={readErrors.length > 0 ? 'What could not be read' : coverage ? 'Not in this source' : 'About this source'}
      onClose={onClose}
      footer={
        <div className={panel.actions}>
          <Button onClick={onRefresh}>Refresh</Button>
        </div>
      }
    >
      {coverage ? (
        <section className={panel.section}>
          <p>{coverage} To export them, run:</p>
          <CodeBlock text={EXPORT_COMMAND} isWrapped />
          <div className={panel.actions}>
            <Button size="small" icon={<Copy16Regular />} onClick={() => onCopy(EXPORT_COMMAND, 'command')}>
              Copy
            </Button>
          </div>
        </section>
      ) : null}
      {readErrors.length > 0 ? (
        <section className={panel.section}>
          <p className={panel.quiet}>These scopes may contain VNets and peerings that are missing here.</p>
          <ul className={css.list}>
            {readErrors.map(({ scope, name, code, message, retryAt, readAt }) => (
              <li key={`${scope}\n${message}`}>
                <h3 className={panel.heading}>{name}</h3>
                {scope === name ? null : (
                  <p className={css.scope}>
                    <code>{scope}</code>
                  </p>
                )}
                <ArmError code={code} message={message} />
                <WaitNote retryAt={retryAt} readAt={readAt} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {messages.length > 0 ? (
        <section className={panel.section} aria-label="Notes about this source">
          {messages.map((message) => (
            <p key={message}>{message}</p>
          ))}
        </section>
      ) : null}
    </Panel>
  );
}

/** Says until when Azure has asked to wait before the scope is read again, and how old the data is that is shown meanwhile. */
function WaitNote({ retryAt, readAt }: { retryAt: string | undefined; readAt: string | undefined }) {
  const now = useNow(1000);
  const until = latestAfter(now, [retryAt]);
  if (until === undefined && readAt === undefined) return null;
  return (
    <p>
      {until === undefined ? null : (
        <>
          Azure is limiting requests: <WaitingUntil until={until} now={now} />.{' '}
        </>
      )}
      {readAt === undefined ? null : (
        <>
          What is shown was read at <Time at={readAt} now={now} />.
        </>
      )}
    </p>
  );
}
