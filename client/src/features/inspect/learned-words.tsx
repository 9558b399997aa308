import type { Half } from '@peerscape/shared/topology';
import css from './inspect.module.css';
import { notYetLearned } from './sync-words.ts';

const Prefixes = ({ list }: { list: readonly string[] }) =>
  list.map((prefix) => (
    <code key={prefix} className={css.chip}>
      {prefix}
    </code>
  ));

/** Which prefixes of the remote this half does not know, and which it still believes in. */
export function LearnedWords({ half, local, remote }: { half: Half; local: string; remote: string }) {
  const learned = notYetLearned(half);
  if (!learned) return null;
  return (
    <div className={css.learned}>
      {learned.toLearn.length > 0 ? (
        <p>
          <code>{local}</code> has not learned <Prefixes list={learned.toLearn} /> of <code>{remote}</code>.
        </p>
      ) : null}
      {learned.toForget.length > 0 ? (
        <p>
          <code>{local}</code> still routes <Prefixes list={learned.toForget} />, which <code>{remote}</code> no longer has.
        </p>
      ) : null}
    </div>
  );
}
