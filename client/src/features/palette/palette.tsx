import type { Finding } from '@peerscape/shared/health';
import type { Topology } from '@peerscape/shared/topology';
import { useMemo, useState } from 'react';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import { formatFocusedItem } from '../../lib/state/focused-item-text.ts';
import { KeyCaps } from '../../ui/key-caps.tsx';
import { SearchGroup, SearchItem, SearchList } from '../../ui/search-list.tsx';
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
    <SearchList
      label="Commands"
      placeholder="Search commands, VNets, peerings and findings…"
      text={text}
      onText={setText}
      highlighted={{ value, onChange: (next) => setHighlighted({ text, value: next }) }}
      autoFocus
    >
      {SECTIONS.map(([heading, belongs]) => {
        const sectionItems = items.filter(belongs);
        return sectionItems.length > 0 ? <Section key={heading} heading={heading} items={sectionItems} onOpen={open} /> : null;
      })}
      {groups.map((group) => (
        <SearchGroup key={group} heading={group}>
          {matchingActions
            .filter((action) => action.group === group)
            .map(({ id, label, caps, run }) => (
              <SearchItem key={id} value={id} label={label} detail={<KeyCaps caps={caps} />} onSelect={closeAndRun(run)} />
            ))}
        </SearchGroup>
      ))}
    </SearchList>
  );
}

const SECTIONS: readonly (readonly [string, (thing: PaletteItem) => boolean])[] = [
  ['VNets and peerings', ({ opens }) => opens.kind !== 'finding'],
  ['Findings', ({ opens }) => opens.kind === 'finding'],
];

const itemValue = ({ opens }: PaletteItem): string => (opens.kind === 'finding' ? opens.finding.id : formatFocusedItem(opens));

function Section({ heading, items, onOpen }: { heading: string; items: readonly PaletteItem[]; onOpen: (item: PaletteItem) => void }) {
  return (
    <SearchGroup heading={heading}>
      {items.map((item) => (
        <SearchItem key={itemValue(item)} value={itemValue(item)} label={item.name} detail={item.detail} onSelect={() => onOpen(item)} />
      ))}
    </SearchGroup>
  );
}
