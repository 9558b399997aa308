import { Button, Tooltip } from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons';
import type { Unread } from '@peerscape/shared/topology';
import { ArmWords } from '../../ui/notice.tsx';
import css from './status.module.css';

interface UnreadListProps {
  readonly unread: readonly Unread[];
  readonly onClose: () => void;
  readonly onRefresh: () => void;
}

/** Everything that was asked for and could not be read, with Azure's words. */
export function UnreadList({ unread, onClose, onRefresh }: UnreadListProps) {
  return (
    <article className={css.unread}>
      <header className={css.unreadHead}>
        <h2>What could not be read</h2>
        <Tooltip content="Close (Esc)" relationship="label">
          <Button appearance="subtle" size="small" icon={<Dismiss20Regular />} onClick={onClose} />
        </Tooltip>
      </header>
      <p className={css.quiet}>
        Nothing is known about what is in there: it may hold VNets, and halves that would change the picture. What Azure answered stands
        below as it came.
      </p>
      <ul className={css.list}>
        {unread.map(({ scope, name, code, message }) => (
          <li key={`${scope}\n${message}`} className={css.entry}>
            <h3>{name}</h3>
            {scope === name ? null : (
              <p className={css.scope}>
                <code>{scope}</code>
              </p>
            )}
            <ArmWords code={code} message={message} />
          </li>
        ))}
      </ul>
      <div>
        <Button size="small" onClick={onRefresh}>
          Read again
        </Button>
      </div>
    </article>
  );
}
