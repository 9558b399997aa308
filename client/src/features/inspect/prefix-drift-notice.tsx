import type { Half } from '@peerscape/shared/topology';
import css from './inspect.module.css';
import { findPrefixDrift } from './sync-status.ts';

const Prefixes = ({ list }: { list: readonly string[] }) =>
  list.map((prefix) => (
    <code key={prefix} className={css.chip}>
      {prefix}
    </code>
  ));

/** Lists the prefixes that the remote VNet added or removed since this half was last synced. */
export function PrefixDriftNotice({ half, local, remote }: { half: Half; local: string; remote: string }) {
  const drift = findPrefixDrift(half);
  if (!drift) return null;
  return (
    <div className={css.drift}>
      {drift.toLearn.length > 0 ? (
        <p>
          Added to <code>{remote}</code>, not yet routed by <code>{local}</code>: <Prefixes list={drift.toLearn} />
        </p>
      ) : null}
      {drift.toForget.length > 0 ? (
        <p>
          Removed from <code>{remote}</code>, still routed by <code>{local}</code>: <Prefixes list={drift.toForget} />
        </p>
      ) : null}
    </div>
  );
}
