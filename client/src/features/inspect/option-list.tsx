import { Switch } from '@fluentui/react-components';
import { Checkmark12Regular, Dismiss12Regular } from '@fluentui/react-icons';
import type { Half } from '@peerscape/shared/topology';
import { useId } from 'react';
import { OPTION_SWITCHES, type OptionFlags } from '../../lib/state/option-switches.ts';
import { Prose, stripBackticks } from '../../ui/prose.tsx';
import css from './inspect.module.css';
import { optionSentences } from './option-descriptions.ts';

interface OptionListProps {
  readonly half: Half;
  readonly local: string;
  readonly remote: string;
  /** The options after the draft is applied. */
  readonly after: OptionFlags;
  /** Adds a change of options to the draft. */
  readonly onSet: (flags: Partial<OptionFlags>) => void;
}

/**
 * Lists the options of a half as sentences, each with its ARM property and its label in the Azure portal. Options that can be changed have a
 * switch, which only changes the draft and is described by both names.
 */
export function OptionList({ half, local, remote, after, onSet }: OptionListProps) {
  const listId = useId();
  const current = new Map(optionSentences(half, local, remote).map((option) => [option.property, option]));
  return (
    <ul className={css.options}>
      {optionSentences({ ...half, ...after }, local, remote).map(({ property, portalLabel, on, sentence, note }) => {
        const option = OPTION_SWITCHES.find((each) => each.property === property);
        const before = current.get(property)?.sentence;
        const namesId = `${listId}-${property}`;
        return (
          <li key={property} className={css.option} data-on={on}>
            {option ? (
              <Switch
                className={css.optionSwitch ?? ''}
                checked={on}
                aria-label={stripBackticks(option.label(local, remote))}
                aria-describedby={namesId}
                onChange={(_, { checked }) => onSet({ [option.flag]: checked })}
              />
            ) : (
              <span className={css.optionSign} aria-hidden="true">
                {on ? <Checkmark12Regular /> : <Dismiss12Regular />}
              </span>
            )}
            <span>
              <Prose text={sentence} />
              {before && before !== sentence ? (
                <span className={css.planned}>
                  Planned. Currently: <Prose text={before} />
                </span>
              ) : null}
              {note ? (
                <span className={css.note}>
                  <Prose text={note} />
                </span>
              ) : null}
              <span id={namesId} className={css.note}>
                <code>{property}</code>
                {portalLabel ? ` · Azure portal: ${portalLabel}` : null}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
