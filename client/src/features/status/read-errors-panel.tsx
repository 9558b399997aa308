import { Button, Tooltip } from '@fluentui/react-components';
import { Copy16Regular, Dismiss20Regular } from '@fluentui/react-icons';
import { describeCoverage, EXPORT_COMMAND } from '@peerscape/shared/health';
import type { AttachedKind, ReadError } from '@peerscape/shared/topology';
import { ArmError } from '../../ui/notice.tsx';
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
export function ReadErrorsPanel(props: ReadErrorsPanelProps) {
  const { missingKinds, messages, onClose, onRefresh, onCopy } = props;
  const readErrors = props.readErrors;
  const coverage = describeCoverage(missingKinds);
  return (
    <article className={css.panel}>
      <header className={css.panelHeader}>
        <h2>{readErrors.length > 0 ? 'What could not be read' : coverage ? 'Not in this source' : 'About this source'}</h2>
        <Tooltip content="Close (Esc)" relationship="label">
          <Button appearance="subtle" size="small" icon={<Dismiss20Regular />} onClick={onClose} />
        </Tooltip>
      </header>
      {coverage ? (
        <section className={css.coverage}>
          <p>{coverage} To export them, run:</p>
          <pre className={css.command}>
            <code>{EXPORT_COMMAND}</code>
          </pre>
          <Button size="small" icon={<Copy16Regular />} onClick={() => onCopy(EXPORT_COMMAND, 'command')}>
            Copy
          </Button>
        </section>
      ) : null}
      {readErrors.length > 0 ? <p className={css.quiet}>These scopes may contain VNets and peerings that are missing here.</p> : null}
      <ul className={css.list}>
        {readErrors.map(({ scope, name, code, message }) => (
          <li key={`${scope}\n${message}`} className={css.entry}>
            <h3>{name}</h3>
            {scope === name ? null : (
              <p className={css.scope}>
                <code>{scope}</code>
              </p>
            )}
            <ArmError code={code} message={message} />
          </li>
        ))}
      </ul>
      {messages.length > 0 ? (
        <section className={css.coverage} aria-label="Notes about this source">
          {messages.map((message) => (
            <p key={message}>{message}</p>
          ))}
        </section>
      ) : null}
      <div>
        <Button size="small" onClick={onRefresh}>
          Refresh
        </Button>
      </div>
    </article>
  );
}
