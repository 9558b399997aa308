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
      <span className={css.cut} aria-hidden="true">
        <span>{name.slice(0, at)}</span>
        <span>
          <bdi>{name.slice(at)}</bdi>
        </span>
      </span>
    </span>
  );
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
