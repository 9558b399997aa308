import { Switch } from '@fluentui/react-components';
import { useState } from 'react';
import { isMac, keyCaps } from '../lib/keys.ts';
import { ReadingDialog } from '../ui/reading-dialog.tsx';
import { type Command, commands } from './commands.ts';
import { characterKeys } from './preferences.ts';
import css from './shortcuts-dialog.module.css';

const groups = [...new Set(commands.map(({ group }) => group))];
const named = ({ label, id }: Command) =>
  typeof label === 'string'
    ? label
    : ({
        legend: 'Show or hide the legend',
        'toggle-picked': 'Pick or drop the selected VNet',
        'layer-findings': 'Show or hide findings',
        theme: 'Light or dark theme',
      }[id] ?? id);

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
      </div>
    </ReadingDialog>
  );
}
