import { formatShare } from '../../lib/format/address-count.ts';
import css from './plan-list.module.css';

/** Renders the share of a range that is taken, as a bar and in percent. */
export const UsageBar = ({ share }: { readonly share: number }) => (
  <span className={css.usage}>
    <span className={css.bar} aria-hidden="true">
      <span className={css.fill} style={{ width: `${share > 0 ? Math.max(share * 100, 3) : 0}%` }} />
    </span>
    <span className={css.percent}>{formatShare(share)}</span>
  </span>
);
