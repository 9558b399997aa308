import { Checkmark12Regular, Dismiss12Regular } from '@fluentui/react-icons';
import type { Half } from '@peerscape/shared/topology';
import { Prose } from '../../ui/prose.tsx';
import css from './inspect.module.css';
import { optionSentences } from './option-sentences.ts';

/** The options of a half as sentences, each with a sign for yes or no. */
export function OptionList({ half, local, remote }: { half: Half; local: string; remote: string }) {
  return (
    <ul className={css.options}>
      {optionSentences(half, local, remote).map(({ property, on, sentence, note }) => (
        <li key={property} className={css.option} data-on={on} title={property}>
          <span className={css.optionSign} aria-hidden="true">
            {on ? <Checkmark12Regular /> : <Dismiss12Regular />}
          </span>
          <span>
            <Prose text={sentence} />
            {note ? (
              <span className={css.note}>
                <Prose text={note} />
              </span>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
