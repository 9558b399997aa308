import { Button } from '@fluentui/react-components';
import { CheckmarkCircle20Filled, Dismiss16Regular } from '@fluentui/react-icons';
import { count, formatNumber } from '../../lib/format/format.ts';
import type { Filter } from '../../lib/state/use-filter.ts';
import { availableCommands, type CommandContext, hasSelectedPeerings } from '../commands/commands.ts';
import { describeSelectedPeerings, PeeringSelectionBar } from './peering-selection-bar.tsx';
import css from './selection-bar.module.css';

/** Short labels of commands for the selected VNets. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ['reach', 'Can A reach B?'],
  ['make-mesh', 'Make a mesh…'],
  ['make-hub', 'Make hub-and-spoke…'],
  ['move-spokes', 'Move spokes…'],
  ['add-to-hub', 'Add to hub…'],
  ['compare', 'Compare…'],
]);

/** Bar for the selected peerings in their table, and otherwise for the selected VNets; changes of the selection are announced. */
export function SelectionBar({ context, filter }: { context: CommandContext; filter: Filter }) {
  const hasPeerings = hasSelectedPeerings(context);
  const shown = hasPeerings ? filter.peerings() : undefined;
  const hasVNets = context.selected.size > 0;
  return (
    <>
      <p className="visually-hidden" aria-live="polite">
        {hasPeerings ? describeSelectedPeerings(context.selectedPeerings.keys, shown) : hasVNets ? describeSelection(context) : ''}
      </p>
      {hasPeerings ? <PeeringSelectionBar context={context} shown={shown} /> : null}
      {hasVNets && !hasPeerings ? (
        <div className={css.place} data-floats={context.url.view === 'map'}>
          <Bar context={context} />
        </div>
      ) : null}
    </>
  );
}

/** Bar with the number of selected VNets and the goals for them. It floats over the map, because resizing the map would move it. */
function Bar({ context }: { context: CommandContext }) {
  const actions = availableCommands(context).flatMap(({ id, run }) => {
    const label = LABELS.get(id);
    return label && (id !== 'reach' || context.selected.size === 2) ? [{ id, label, run }] : [];
  });
  return (
    <section className={css.bar} aria-label="Selected VNets">
      <p className={css.label}>
        <CheckmarkCircle20Filled className={css.sign ?? ''} aria-hidden="true" />
        {describeSelection(context)}
      </p>
      <div className={css.actions}>
        {actions.map(({ id, label, run }) => (
          <Button key={id} size="small" className={css.action ?? ''} onClick={() => run(context)}>
            {label}
          </Button>
        ))}
      </div>
      <Button size="small" appearance="subtle" icon={<Dismiss16Regular />} onClick={() => context.setSelected([])}>
        Clear
      </Button>
    </section>
  );
}

/** Describes the selection. It includes VNets that do not match the filter, because goals apply to them too. */
function describeSelection({ selected, shown }: CommandContext): string {
  const hidden = shown ? [...selected].filter((key) => !shown.has(key)).length : 0;
  return `${count(selected.size, 'VNet')} selected${hidden > 0 ? `, ${formatNumber(hidden)} hidden by filter` : ''}`;
}
