import { Button } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import type { Intent } from '@peerscape/shared/plan';
import type { Namer } from '@peerscape/shared/topology';
import { useRef } from 'react';
import { MoreBelow } from '../../../ui/more-below.tsx';
import { Section } from '../../../ui/panel.tsx';
import { Tooltip } from '../../../ui/tooltip.tsx';
import { describeIntent } from './describe-intent.ts';
import css from './draft-change-list.module.css';

interface DraftChangeListProps {
  readonly intents: readonly Intent[];
  readonly name: Namer;
  readonly onRemove: (index: number) => void;
}

/** Lists the changes of the draft; each can be removed. */
export function DraftChangeList({ intents, name, onRemove }: DraftChangeListProps) {
  const list = useRef<HTMLUListElement>(null);
  return (
    <Section title="Changes in the draft" count={intents.length}>
      <ul ref={list} className={css.changes}>
        {intents.map((intent, i) => {
          const sentence = describeIntent(intent, name);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two changes may have the same text, and removal is by index
            <li key={`${i} ${sentence}`} className={css.change} data-item>
              <span>{sentence}</span>
              <Tooltip content={`Remove: ${sentence}`} relationship="label">
                <Button appearance="subtle" size="small" icon={<Dismiss16Regular />} onClick={() => onRemove(i)} />
              </Tooltip>
            </li>
          );
        })}
      </ul>
      <MoreBelow list={list} />
    </Section>
  );
}
