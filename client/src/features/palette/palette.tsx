import type { Finding } from '@peerscape/shared/health';
import type { Topology } from '@peerscape/shared/topology';
import { Command as Cmdk } from 'cmdk';
import { useMemo, useState } from 'react';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import { formatFocusedItem } from '../../lib/state/focused-item-text.ts';
import css from './palette.module.css';
import { createPaletteItems, type PaletteItem, searchPaletteItems } from './palette-items.ts';

/** Command in the palette; `caps` are the keys of its shortcut. */
export interface PaletteAction {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly caps: readonly string[];
  readonly run: () => void;
}

interface PaletteProps {
  readonly onClose: () => void;
  readonly actions: readonly PaletteAction[];
  readonly topology: Topology;
  readonly findings: readonly Finding[];
  readonly onInspect: (selection: FocusedItem) => void;
  readonly onFinding: (finding: Finding) => void;
}

/** Renders the command palette: commands, VNets, peerings and findings by name. It is placed in a dialog. */
export function Palette({ onClose, actions, topology, findings, onInspect, onFinding }: PaletteProps) {
  const [text, setText] = useState('');
  const allItems = useMemo(() => createPaletteItems(topology, findings), [topology, findings]);
  const items = useMemo(() => searchPaletteItems(allItems, text), [allItems, text]);
  const matchingActions = actions.filter(({ label, group }) => `${group} ${label}`.toLowerCase().includes(text.trim().toLowerCase()));
  const groups = [...new Set(matchingActions.map(({ group }) => group))];
  // the first match is highlighted in the render that shows it, so that Enter never opens a result that is no longer visible
  const values = [
    ...items.map(itemValue),
    ...groups.flatMap((group) => matchingActions.filter((action) => action.group === group).map(({ id }) => id)),
  ];
  const [highlighted, setHighlighted] = useState({ text, value: '' });
  const value = highlighted.text === text && values.includes(highlighted.value) ? highlighted.value : (values[0] ?? '');
  const closeAndRun = (run: () => void) => () => {
    onClose();
    run();
  };
  const open = ({ opens }: PaletteItem) => closeAndRun(() => (opens.kind === 'finding' ? onFinding(opens.finding) : onInspect(opens)))();
  return (
    <Cmdk label="Commands" shouldFilter={false} loop value={value} onValueChange={(next) => setHighlighted({ text, value: next })}>
      <Cmdk.Input
        className={css.input}
        value={text}
        onValueChange={setText}
        placeholder="Search commands, VNets, peerings and findings…"
        autoFocus
      />
      <Cmdk.List className={css.list}>
        <Cmdk.Empty className={css.empty}>No results</Cmdk.Empty>
        {SECTIONS.map(([heading, belongs]) => {
          const sectionItems = items.filter(belongs);
          return sectionItems.length > 0 ? <Section key={heading} heading={heading} items={sectionItems} onOpen={open} /> : null;
        })}
        {groups.map((group) => (
          <Cmdk.Group key={group} heading={group} className={css.group}>
            {matchingActions
              .filter((action) => action.group === group)
              .map(({ id, label, caps, run }) => (
                <Cmdk.Item key={id} value={id} onSelect={closeAndRun(run)} className={css.item}>
                  <span className={css.label}>{label}</span>
                  <span className={css.caps}>
                    {caps.map((cap) => (
                      <kbd key={cap} className={css.cap}>
                        {cap}
                      </kbd>
                    ))}
                  </span>
                </Cmdk.Item>
              ))}
          </Cmdk.Group>
        ))}
      </Cmdk.List>
    </Cmdk>
  );
}

const SECTIONS: readonly (readonly [string, (thing: PaletteItem) => boolean])[] = [
  ['VNets and peerings', ({ opens }) => opens.kind !== 'finding'],
  ['Findings', ({ opens }) => opens.kind === 'finding'],
];

const itemValue = ({ opens }: PaletteItem): string => (opens.kind === 'finding' ? opens.finding.id : formatFocusedItem(opens));

function Section({ heading, items, onOpen }: { heading: string; items: readonly PaletteItem[]; onOpen: (item: PaletteItem) => void }) {
  return (
    <Cmdk.Group heading={heading} className={css.group}>
      {items.map((item) => (
        <Cmdk.Item key={itemValue(item)} value={itemValue(item)} onSelect={() => onOpen(item)} className={css.item}>
          <span className={css.label}>{item.name}</span>
          <span className={css.detail}>{item.detail}</span>
        </Cmdk.Item>
      ))}
    </Cmdk.Group>
  );
}
