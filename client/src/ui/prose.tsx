import { Fragment } from 'react';

/** A sentence in which names stand between backticks, as text. */
export const plain = (sentence: string): string => sentence.replaceAll('`', '');

/** A sentence in which names stand between backticks. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {text.split('`').map((part, i) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed sentence never change places
        i % 2 === 1 ? <code key={i}>{part}</code> : <Fragment key={i}>{part}</Fragment>,
      )}
    </>
  );
}
