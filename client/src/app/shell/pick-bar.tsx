import { Button } from '@fluentui/react-components';
import { CheckmarkCircle20Filled, Dismiss16Regular } from '@fluentui/react-icons';
import { count, formatNumber } from '../../lib/format/format.ts';
import { commandsFor, type Desk } from '../commands/commands.ts';
import css from './pick-bar.module.css';

/** What can be made of the picks, by its command; here it stands beside what is picked, so that few words say it. */
const GOALS: ReadonlyMap<string, string> = new Map([
  ['make-mesh', 'Make a mesh…'],
  ['make-hub', 'Make a hub of these…'],
  ['move-spokes', 'Move spokes…'],
  ['add-as-siblings', 'Add as siblings…'],
  ['compare', 'Compare…'],
]);

/** As soon as a VNet is picked: how many are, and what can be made of them. Over the map it floats, for a map that shrinks would move. */
export function PickBar({ desk }: { desk: Desk }) {
  const isPicked = desk.picked.size > 0;
  return (
    <>
      <p className="visually-hidden" aria-live="polite">
        {isPicked ? pickedWords(desk) : ''}
      </p>
      {isPicked ? (
        <div className={css.place} data-floats={desk.url.view === 'map'} data-beside-legend={desk.url.panel === 'legend'}>
          <Bar desk={desk} />
        </div>
      ) : null}
    </>
  );
}

function Bar({ desk }: { desk: Desk }) {
  const goals = commandsFor(desk).flatMap(({ id, run }) => {
    const words = GOALS.get(id);
    return words ? [{ id, words, run }] : [];
  });
  return (
    <section className={css.bar} aria-label="Picked VNets">
      <p className={css.words}>
        <CheckmarkCircle20Filled className={css.sign ?? ''} aria-hidden="true" />
        {pickedWords(desk)}
      </p>
      <div className={css.acts}>
        {goals.map(({ id, words, run }) => (
          <Button key={id} size="small" className={css.act ?? ''} onClick={() => run(desk)}>
            {words}
          </Button>
        ))}
      </div>
      <Button size="small" appearance="subtle" icon={<Dismiss16Regular />} onClick={() => desk.setPicked([])}>
        Clear
      </Button>
    </section>
  );
}

/** How many are picked; what the filter hides of them is said, for a goal is about those, too. */
function pickedWords({ picked, shown }: Desk): string {
  const hidden = shown ? [...picked].filter((key) => !shown.has(key)).length : 0;
  return `${count(picked.size, 'VNet')} picked${hidden > 0 ? `, ${formatNumber(hidden)} hidden by the filter` : ''}`;
}
