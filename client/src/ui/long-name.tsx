import css from './long-name.module.css';

interface LongNameProps {
  readonly name: string;
  readonly className?: string | undefined;
}

/**
 * Renders a name that a narrow cell cuts in the middle, because names of one estate differ at their ends. The whole name is shown while its
 * row has the pointer or the focus.
 */
export function LongName({ name, className = '' }: LongNameProps) {
  const at = middleOf(name);
  if (at === undefined) return <span className={className}>{name}</span>;
  return (
    <span className={`${css.name} ${className}`}>
      <span className={`visually-hidden ${css.whole}`}>{name}</span>
      <CutName name={name} at={at} />
    </span>
  );
}

const CutName = ({ name, at }: { readonly name: string; readonly at: number }) => (
  <span className={css.cut} aria-hidden="true">
    <span>{name.slice(0, at)}</span>
    <span>
      <bdi>{name.slice(at)}</bdi>
    </span>
  </span>
);

interface LongNamesProps {
  readonly text: string;
  readonly className?: string | undefined;
}

/** Renders a text that contains names, such as `hub → spoke`, and cuts each of them as `LongName` does. Names in Azure have no spaces. */
export function LongNames({ text, className = '' }: LongNamesProps) {
  const parts = partsOf(text);
  if (parts.every(({ at }) => at === undefined)) return <span className={className}>{text}</span>;
  return (
    <span className={`${css.name} ${className}`}>
      <span className={`visually-hidden ${css.whole}`}>{text}</span>
      <span className={css.names} aria-hidden="true">
        {parts.map(({ start, before, name, at }) => (
          <span key={start} className={css.part}>
            {before}
            {at === undefined ? name : <CutName name={name} at={at} />}
          </span>
        ))}
      </span>
    </span>
  );
}

interface TextPart {
  /** Position in the text. */
  readonly start: number;
  /** Words before the name, with a space at their end. */
  readonly before: string;
  readonly name: string;
  /** Position of the cut in the name; undefined at the end of a text that ends without a long name. */
  readonly at: number | undefined;
}

/** Splits a text after each name that is long enough to be cut, and before the first. */
export function partsOf(text: string): readonly TextPart[] {
  const words = text.split(' ');
  const parts: TextPart[] = [];
  let start = 0;
  let from = 0;
  words.forEach((word, index) => {
    const isLast = index === words.length - 1;
    const isBeforeFirst = parts.length === 0 && !isLast && middleOf(words[index + 1] ?? '') !== undefined;
    const at = middleOf(word);
    if (at === undefined && !isLast && !isBeforeFirst) return;
    const before = words.slice(from, index).map((one) => `${one} `);
    parts.push({ start, before: before.join(''), name: word, at });
    start += before.join('').length + word.length + 1;
    from = index + 1;
  });
  return parts;
}

/** Longest name that fits without being cut, and the longest end of a cut one, in characters. */
const MAX_WHOLE = 20;
const MAX_END = 20;

/** Returns where to cut a name: in the middle, later if its end would be too long, and after a separator if one is near. */
export function middleOf(name: string): number | undefined {
  if (name.length <= MAX_WHOLE) return undefined;
  const target = Math.max(Math.ceil(name.length / 2), name.length - MAX_END);
  const separators = [...name.matchAll(/[-_.]/g)].map(({ index }) => index + 1);
  const near = separators.filter((at) => name.length - at <= MAX_END && Math.abs(at - target) <= MAX_END / 2);
  return near.sort((a, b) => Math.abs(a - target) - Math.abs(b - target))[0] ?? target;
}
