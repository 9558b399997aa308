import { Fragment } from 'react';
import css from './prose.module.css';

/** Removes the backticks around names from a sentence. */
export const stripBackticks = (sentence: string): string => sentence.replaceAll('`', '');

/** Names up to this length never wrap: a name that breaks at its hyphen reads as two. */
const MAX_NOWRAP = 28;

const Name = ({ text }: { text: string }) => <code className={text.length > MAX_NOWRAP ? undefined : css.name}>{text}</code>;

/** Renders a sentence with names between backticks as code. */
export function Prose({ text }: { text: string }) {
  return text.split('`').map((segment, i) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the segments of a fixed sentence never change places
    return <Fragment key={i}>{i % 2 === 1 ? <Name text={segment} /> : segment}</Fragment>;
  });
}
