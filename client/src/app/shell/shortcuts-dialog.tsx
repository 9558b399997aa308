import { Switch } from '@fluentui/react-components';
import { useState } from 'react';
import { isMac, keyCaps } from '../../lib/format/keys.ts';
import { characterKeys } from '../../lib/state/preferences.ts';
import { ReadingDialog } from '../../ui/reading-dialog.tsx';
import { type Command, commands } from '../commands/commands.ts';
import css from './shortcuts-dialog.module.css';

const groups = [...new Set(commands.map(({ group }) => group))];
const named = ({ label, id }: Command) =>
  typeof label === 'string'
    ? label
    : ({
        connect: 'Connect two VNets',
        legend: 'Show or hide the legend',
        'toggle-picked': 'Pick or drop the selected VNet',
        'layer-findings': 'Show or hide findings',
        theme: 'Light or dark theme',
      }[id] ?? id);

/** What a mouse or a finger does on the map: keys that are held meanwhile, then what is done. */
const BY_HAND: readonly { readonly does: string; readonly keys: readonly string[]; readonly act: string }[] = [
  { does: 'Pick a VNet, or drop it', keys: ['Shift'], act: 'click' },
  { does: 'The same by touch', keys: [], act: 'keep a finger on it' },
  { does: 'Pick what a line goes around', keys: ['Shift'], act: 'drag' },
  { does: 'Drop what a line goes around', keys: ['Shift', 'Alt'], act: 'drag' },
  { does: 'Connect two VNets', keys: [], act: 'drag one onto the other' },
];

/** All shortcuts, read from the registry, and the switch for those made of plain characters. */
export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [on, setOn] = useState(characterKeys.read);
  return (
    <ReadingDialog title="Keyboard shortcuts" open={open} onClose={onClose} className={css.surface}>
      <Switch
        label="Shortcuts of plain keys, without Ctrl"
        checked={on}
        onChange={(_, { checked }) => {
          setOn(checked);
          characterKeys.write(checked);
        }}
      />
      <div className={css.columns}>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={css.group}>{group}</h3>
            <dl>
              {commands
                .filter((command) => command.group === group && command.shortcut)
                .map((command) => (
                  <div key={command.id} className={css.line}>
                    <dt>{named(command)}</dt>
                    <dd>
                      {keyCaps(command.shortcut ?? '', isMac()).map((cap) => (
                        <kbd key={cap} className={css.cap}>
                          {cap}
                        </kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3 className={css.group}>By hand on the map</h3>
          <dl>
            {BY_HAND.map(({ does, keys, act }) => (
              <div key={does} className={css.line}>
                <dt>{does}</dt>
                <dd>
                  {keys.map((cap) => (
                    <kbd key={cap} className={css.cap}>
                      {cap}
                    </kbd>
                  ))}
                  {act}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </ReadingDialog>
  );
}
