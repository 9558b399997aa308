import { Button, Input } from '@fluentui/react-components';
import { Dismiss16Regular, Search20Regular } from '@fluentui/react-icons';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { Namer } from '@peerscape/shared/topology';
import type { RefObject } from 'react';
import css from './addresses.module.css';
import type { Answer, Sentence } from './answer.ts';
import { SentenceText } from './sentence.tsx';

interface AddressSearchProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly problem: string | undefined;
  /** An address as an example, of a kind that the estate has. */
  readonly example: string;
  readonly input: RefObject<HTMLInputElement | null>;
}

/** Renders the search field for an address, prefix or name. */
export const AddressSearch = ({ text, onText, problem, example, input }: AddressSearchProps) => (
  <div className={css.search}>
    <Input
      input={{ ref: input }}
      className={css.field ?? ''}
      type="text"
      aria-label="Find an address, prefix or name"
      aria-describedby={problem ? 'address-problem' : undefined}
      aria-invalid={problem !== undefined}
      placeholder={`What is ${example}? Address, prefix or name`}
      value={text}
      maxLength={100}
      spellCheck={false}
      autoComplete="off"
      contentBefore={<Search20Regular aria-hidden="true" />}
      contentAfter={
        text ? (
          <Button
            appearance="transparent"
            size="small"
            icon={<Dismiss16Regular />}
            aria-label="Clear the search"
            onClick={() => onText('')}
          />
        ) : null
      }
      onChange={(_, { value }) => onText(value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || text === '') return;
        event.stopPropagation();
        event.preventDefault();
        onText('');
      }}
    />
    {problem ? (
      <p id="address-problem" className={css.problem}>
        {problem}
      </p>
    ) : null}
  </div>
);

interface AnswerCardProps {
  readonly answer: Answer;
  /** Sentences about what was not checked, for an answer that found nothing. */
  readonly unknown: readonly Sentence[];
  readonly nameOf: Namer;
  readonly onOpen: (vnet: ResourceKey) => void;
}

/** Renders the answer to what is at an address or prefix. It is announced when it changes. */
export function AnswerCard({ answer, unknown, nameOf, onOpen }: AnswerCardProps) {
  const text = (sentence: Sentence) => <SentenceText sentence={sentence} nameOf={nameOf} onOpen={onOpen} />;
  return (
    <section className={css.answer} data-nothing={answer.isNothing} aria-label="Answer" aria-live="polite">
      <p className={css.answerTitle}>{text(answer.title)}</p>
      {answer.details.map((sentence) => (
        <p key={JSON.stringify(sentence)} className={css.detail}>
          {text(sentence)}
        </p>
      ))}
      {answer.isNothing ? <NotSearched unknown={unknown} nameOf={nameOf} onOpen={onOpen} /> : null}
    </section>
  );
}

type NotSearchedProps = Pick<AnswerCardProps, 'unknown' | 'nameOf' | 'onOpen'>;

/** Lists what was not checked, because addresses there may be in use. */
export const NotSearched = ({ unknown, nameOf, onOpen }: NotSearchedProps) => (
  <>
    <p className={css.detail}>Not checked, although addresses may be in use there:</p>
    <ul className={css.unknown}>
      {unknown.map((sentence) => (
        <li key={JSON.stringify(sentence)}>
          <SentenceText sentence={sentence} nameOf={nameOf} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  </>
);
