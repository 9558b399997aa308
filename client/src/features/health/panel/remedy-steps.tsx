import type { Finding } from '@peerscape/shared/health';
import css from './panel.module.css';

/** Lists the sentences of the remedy in the order in which they must be done. */
export function RemedySteps({ finding: { remedySentence } }: { finding: Finding }) {
  const sentences = splitSentences(remedySentence);
  if (sentences.length < 2) return <p>{remedySentence}</p>;
  return (
    <ol className={css.steps}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ol>
  );
}

/** Splits a text into sentences; a full stop inside a name or prefix does not end one. */
export const splitSentences = (text: string): readonly string[] => text.split(/(?<=\.) (?=[A-Z])/);
