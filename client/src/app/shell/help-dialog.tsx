import { Button, Link } from '@fluentui/react-components';
import { STOPS, TOUR_MINUTES } from '@peerscape/shared/tour';
import { describeSource, PRODUCT_SENTENCE } from '../../lib/format/describe-source.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import { Facts } from '../../ui/facts.tsx';
import { InfoDialog } from '../../ui/info-dialog.tsx';
import { type CommandContext, getCommand, isAvailable, labelOf } from '../commands/commands.ts';
import css from './help-dialog.module.css';

/** Commands that help, with what they show. */
const COMMANDS: readonly (readonly [id: string, purpose: string])[] = [
  ['tour', `${STOPS.length} stops on peering, about ${TOUR_MINUTES} minutes`],
  ['legend', 'what the colours, lines and signs of the map mean'],
  ['shortcuts', 'for keyboard, mouse and touch'],
  ['filter-help', 'all terms of the filter'],
];

interface HelpDialogProps {
  readonly context: CommandContext;
  readonly estate: ReadyEstate;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Explains what the product is and what is shown, and leads to all help. */
export function HelpDialog({ context, estate, open, onClose }: HelpDialogProps) {
  const learn = getCommand('learn');
  const commands = COMMANDS.map(([id, purpose]) => ({ command: getCommand(id), purpose })).filter(({ command }) =>
    isAvailable(command, context),
  );
  return (
    <InfoDialog title="Help" open={open} onClose={onClose}>
      <div className={css.body}>
        <p>{PRODUCT_SENTENCE}</p>
        <p>{describeSource(estate.snapshot.source)}</p>
        <ul className={css.list}>
          {commands.map(({ command, purpose }) => (
            <li key={command.id}>
              <Button
                className={css.action ?? ''}
                onClick={() => {
                  onClose();
                  command.run(context);
                }}
              >
                {labelOf(command, context)}
              </Button>
              <span className={css.purpose}>{purpose}</span>
            </li>
          ))}
        </ul>
        <Facts
          facts={[
            ['Version', estate.status.version],
            ['Documentation', 'README.md and the folder docs, where Peerscape is installed'],
            [
              'About peering',
              <Link key="learn" href={learn.href?.(context)} target="_blank" rel="noopener noreferrer">
                {labelOf(learn, context)}
              </Link>,
            ],
          ]}
        />
      </div>
    </InfoDialog>
  );
}
