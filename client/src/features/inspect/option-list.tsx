import { Switch } from '@fluentui/react-components';
import { Checkmark12Regular, Dismiss12Regular } from '@fluentui/react-icons';
import type { Half } from '@peerscape/shared/topology';
import { OPTION_WISHES, type OptionFlags } from '../../lib/state/option-wishes.ts';
import { Prose, plain } from '../../ui/prose.tsx';
import css from './inspect.module.css';
import { optionSentences } from './option-sentences.ts';

interface OptionListProps {
  readonly half: Half;
  readonly local: string;
  readonly remote: string;
  /** The options as the draft leaves them. */
  readonly after: OptionFlags;
  /** Puts options into the draft. */
  readonly onSet: (flags: Partial<OptionFlags>) => void;
}

/** The options of a half as sentences: those that can be changed as switches, which change the draft and nothing else. */
export function OptionList({ half, local, remote, after, onSet }: OptionListProps) {
  const now = new Map(optionSentences(half, local, remote).map((option) => [option.property, option]));
  return (
    <ul className={css.options}>
      {optionSentences({ ...half, ...after }, local, remote).map(({ property, on, sentence, note }) => {
        const option = OPTION_WISHES.find((each) => each.property === property);
        const before = now.get(property)?.sentence;
        return (
          <li key={property} className={css.option} data-on={on} title={property}>
            {option ? (
              <Switch
                className={css.optionSwitch ?? ''}
                checked={on}
                aria-label={plain(option.wish(local, remote))}
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
                  Drafted. Now: <Prose text={before} />
                </span>
              ) : null}
              {note ? (
                <span className={css.note}>
                  <Prose text={note} />
                </span>
              ) : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
