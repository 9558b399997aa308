import type { Half } from '@peerscape/shared/topology';
import css from './inspect.module.css';
import { Fold } from './section.tsx';

/** Lists properties that this version of Peerscape does not know, as Azure returned them. */
export function OtherProperties({ half }: { half: Half }) {
  const entries = Object.entries(half.other ?? {});
  if (entries.length === 0) return null;
  return (
    <Fold title="Other properties" count={entries.length}>
      <dl className={css.facts}>
        {entries.map(([name, value]) => (
          <div key={name} className={css.fact}>
            <dt>{name}</dt>
            <dd>
              <code>{JSON.stringify(value)}</code>
            </dd>
          </div>
        ))}
      </dl>
    </Fold>
  );
}
