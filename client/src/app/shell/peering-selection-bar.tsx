import { Button } from '@fluentui/react-components';
import { ArrowSync16Regular, CheckmarkCircle20Filled, Delete16Regular, Dismiss16Regular, Wrench16Regular } from '@fluentui/react-icons';
import type { PeeringKey } from '@peerscape/shared/topology';
import { count, formatList, formatNumber } from '../../lib/format/format.ts';
import type { BulkAction } from '../../lib/state/bulk-peering-actions.ts';
import { type CommandContext, getCommand, isAvailable } from '../commands/commands.ts';
import css from './selection-bar.module.css';

const ICONS = { sync: <ArrowSync16Regular />, repair: <Wrench16Regular />, delete: <Delete16Regular /> } as const;

interface PeeringSelectionBarProps {
  readonly context: CommandContext;
  /** Peerings that match the filter; undefined when there is no filter. */
  readonly shown: ReadonlySet<PeeringKey> | undefined;
}

/** Bar with the number of selected peerings, what can be done to them, and why an action does not apply to all. */
export function PeeringSelectionBar({ context, shown }: PeeringSelectionBarProps) {
  const { keys, actions, clear } = context.selectedPeerings;
  const reasons = actions.flatMap(describeOthers);
  return (
    <div className={css.place}>
      <section className={css.bar} aria-label="Selected peerings">
        <p className={css.label}>
          <CheckmarkCircle20Filled className={css.sign ?? ''} aria-hidden="true" />
          {describeSelectedPeerings(keys, shown)}
        </p>
        <div className={css.actions}>
          {actions.map(({ kind }) => {
            const command = getCommand(`${kind}-selected`);
            return isAvailable(command, context) ? (
              <Button key={kind} size="small" className={css.action ?? ''} icon={ICONS[kind]} onClick={() => command.run(context)}>
                {command.shortLabel?.(context)}
              </Button>
            ) : null;
          })}
        </div>
        <Button size="small" appearance="subtle" icon={<Dismiss16Regular />} onClick={clear}>
          Clear
        </Button>
        {reasons.length > 0 ? <p className={css.reasons}>{reasons.join(' ')}</p> : null}
      </section>
    </div>
  );
}

/** Describes the selection. It includes peerings that do not match the filter, because actions apply to them too. */
export function describeSelectedPeerings(keys: ReadonlySet<PeeringKey>, shown: ReadonlySet<PeeringKey> | undefined): string {
  const hidden = shown ? [...keys].filter((key) => !shown.has(key)).length : 0;
  return `${count(keys.size, 'peering')} selected${hidden > 0 ? `, ${formatNumber(hidden)} hidden by filter` : ''}`;
}

/** Describes why an action does not apply to some: `Sync does not apply to 3: 2 in sync and 1 not connected.` */
function describeOthers({ label, others }: BulkAction): readonly string[] {
  const total = [...others.values()].reduce((sum, n) => sum + n, 0);
  if (total === 0) return [];
  const reasons = [...others].map(([reason, n]) => `${formatNumber(n)} ${reason}`);
  return [`${label} does not apply to ${formatNumber(total)}: ${formatList(reasons)}.`];
}
