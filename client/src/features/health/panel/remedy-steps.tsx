import type { Finding } from '@peerscape/shared/health';
import css from './panel.module.css';
import { sentencesOf } from './sentences.ts';

/** The remedy, a sentence each, in the order in which it must be done. */
export function RemedySteps({ finding: { remedySentence } }: { finding: Finding }) {
  const sentences = sentencesOf(remedySentence);
  if (sentences.length < 2) return <p>{remedySentence}</p>;
  return (
    <ol className={css.steps}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ol>
  );
}
