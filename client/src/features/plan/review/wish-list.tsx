import { Button, Tooltip } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import type { Intent } from '@peerscape/shared/plan';
import type { NameOf } from '@peerscape/shared/topology';
import { Section } from '../../../ui/panel.tsx';
import { sayIntent } from './say-intent.ts';
import css from './wish-list.module.css';

interface WishListProps {
  readonly intents: readonly Intent[];
  readonly name: NameOf;
  readonly onRemove: (index: number) => void;
}

/** What was wished for, each to be taken back. */
export function WishList({ intents, name, onRemove }: WishListProps) {
  return (
    <Section title="Wishes" count={intents.length}>
      <ul className={css.wishes}>
        {intents.map((intent, i) => {
          const sentence = sayIntent(intent, name);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two wishes may read the same, and their place is what removing names
            <li key={`${i} ${sentence}`} className={css.wish}>
              <span>{sentence}</span>
              <Tooltip content={`Take out: ${sentence}`} relationship="label">
                <Button appearance="subtle" size="small" icon={<Dismiss16Regular />} onClick={() => onRemove(i)} />
              </Tooltip>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
