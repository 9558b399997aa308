import { Fragment } from 'react';
import css from './prose.module.css';

/** A sentence in which names stand between backticks, as text. */
export const plain = (sentence: string): string => sentence.replaceAll('`', '');

/** Names up to this length stay on one line: a name that breaks at its hyphen reads as two. */
const LONG = 28;

const Name = ({ text }: { text: string }) => <code className={text.length > LONG ? undefined : css.name}>{text}</code>;

/** A sentence in which names stand between backticks. */
export function Prose({ text }: { text: string }) {
  return text.split('`').map((part, i) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed sentence never change places
    return <Fragment key={i}>{i % 2 === 1 ? <Name text={part} /> : part}</Fragment>;
  });
}
