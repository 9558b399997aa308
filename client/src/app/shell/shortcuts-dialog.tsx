import { Switch } from '@fluentui/react-components';
import { useState } from 'react';
import { isMac, keyCaps } from '../../lib/format/shortcut-keys.ts';
import { characterShortcuts } from '../../lib/state/preferences.ts';
import { InfoDialog } from '../../ui/info-dialog.tsx';
import { KeyCaps } from '../../ui/key-caps.tsx';
import { type Command, commands } from '../commands/commands.ts';
import css from './shortcuts-dialog.module.css';

const groups = [...new Set(commands.map(({ group }) => group))];
/** Returns a label that does not depend on the context. */
const staticLabel = ({ label, id }: Command) =>
  typeof label === 'string'
    ? label
    : ({
        connect: 'Connect two VNets',
        repair: 'Repair peering',
        others: 'Hide or dim what does not match the filter',
        'focus-neighbourhood': 'Focus on the open item and its neighbours',
        legend: 'Show or hide the legend',
        reach: 'Can A reach B?',
        'toggle-selected': 'Select or deselect the open VNet',
        'layer-findings': 'Show or hide findings',
        theme: 'Switch between light and dark theme',
      }[id] ?? id);

/** Mouse and touch gestures on the map: what they do, modifier keys, and the gesture. */
const GESTURES: readonly { readonly label: string; readonly keys: readonly string[]; readonly gesture: string }[] = [
  { label: 'Select or deselect a VNet', keys: ['Shift'], gesture: 'click' },
  { label: 'Select or deselect a VNet by touch', keys: [], gesture: 'touch and hold' },
  { label: 'Open the menu of a VNet, peering or the map', keys: [], gesture: 'right-click' },
  { label: 'Open the menu of a peering or table row by touch', keys: [], gesture: 'touch and hold' },
  { label: 'Select VNets with the lasso', keys: ['Shift'], gesture: 'drag around them' },
  { label: 'Deselect VNets with the lasso', keys: ['Shift', 'Alt'], gesture: 'drag around them' },
  { label: 'Connect two VNets', keys: [], gesture: 'drag one onto the other' },
];

/** Keys of a VNet with the keyboard focus on the map. */
const MAP_KEYS: typeof GESTURES = [
  { label: 'Go along a peering', keys: ['←', '↑', '→', '↓'], gesture: '' },
  { label: 'Go to any VNet on that side', keys: ['Shift'], gesture: 'arrow key' },
  { label: 'Open the details of a VNet', keys: ['Enter'], gesture: '' },
  { label: 'Open the menu of a VNet', keys: ['Shift', 'F10'], gesture: '' },
];

/** Lists all shortcuts from the command registry, with a switch that turns off those of plain characters. */
export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [isEnabled, setIsEnabled] = useState(characterShortcuts.read);
  return (
    <InfoDialog title="Keyboard shortcuts" open={open} onClose={onClose}>
      <Switch
        label="Shortcuts without Ctrl"
        checked={isEnabled}
        onChange={(_, { checked }) => {
          setIsEnabled(checked);
          characterShortcuts.write(checked);
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
                    <dt>{staticLabel(command)}</dt>
                    <dd>
                      <KeyCaps caps={keyCaps(command.shortcut ?? '', isMac())} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <Gestures title="Keyboard on the map" gestures={MAP_KEYS} />
        <Gestures title="Mouse and touch on the map" gestures={GESTURES} />
      </div>
    </InfoDialog>
  );
}

const Gestures = ({ title, gestures }: { title: string; gestures: typeof GESTURES }) => (
  <section>
    <h3 className={css.group}>{title}</h3>
    <dl>
      {gestures.map(({ label, keys, gesture }) => (
        <div key={label} className={css.line}>
          <dt>{label}</dt>
          <dd>
            <KeyCaps caps={keys} />
            {gesture}
          </dd>
        </div>
      ))}
    </dl>
  </section>
);
