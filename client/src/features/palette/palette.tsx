import type { Finding } from '@peerscape/shared/health';
import type { Topology } from '@peerscape/shared/topology';
import { useMemo, useState } from 'react';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import { KeyCaps } from '../../ui/key-caps.tsx';
import { SearchGroup, SearchItem, SearchList } from '../../ui/search-list.tsx';
import { type PaletteAction, searchActions } from './palette-actions.ts';
import type { PaletteItem } from './palette-item.ts';
import { createPaletteItems } from './palette-items.ts';
import { searchPalette } from './search-palette.ts';

interface PaletteProps {
  readonly onClose: () => void;
  readonly actions: readonly PaletteAction[];
  readonly topology: Topology;
  readonly findings: readonly Finding[];
  readonly onInspect: (selection: FocusedItem) => void;
  readonly onFinding: (finding: Finding) => void;
  readonly onFilter: (text: string) => void;
  /** Asks whether one place reaches another. */
  readonly onQuestion: (from: string, to: string) => void;
}

/** Renders the command palette: commands, and what the estate has by name, address, tag and subscription. It is placed in a dialog. */
export function Palette({ onClose, actions, topology, findings, onInspect, onFinding, onFilter, onQuestion }: PaletteProps) {
  const [text, setText] = useState('');
  const allItems = useMemo(() => createPaletteItems(topology, findings), [topology, findings]);
  const { sections, note } = useMemo(() => searchPalette(topology, allItems, text), [topology, allItems, text]);
  const found = searchActions(actions, text);
  const isEmpty = sections.length === 0 && found.length === 0;
  const groups = isEmpty ? helpGroups(actions) : found;
  // the first match is highlighted in the render that shows it, so that Enter never opens a result that is no longer visible
  const values = [
    ...sections.flatMap(({ items }) => items.map(({ id }) => id)),
    ...(isEmpty ? [] : groups.flatMap((group) => group.actions.map(({ id }) => id))),
  ];
  const [highlighted, setHighlighted] = useState({ text, value: '' });
  const value = highlighted.text === text && (isEmpty || values.includes(highlighted.value)) ? highlighted.value : (values[0] ?? '');
  const closeAndRun = (run: () => void) => () => {
    onClose();
    run();
  };
  const open = ({ opens }: PaletteItem) =>
    closeAndRun(() => {
      if (opens.kind === 'finding') onFinding(opens.finding);
      else if (opens.kind === 'filter') onFilter(opens.text);
      else if (opens.kind === 'question') onQuestion(opens.from, opens.to);
      else onInspect(opens);
    })();
  return (
    <SearchList
      label="Commands"
      placeholder="Search commands, VNets, IP addresses, tags, findings…"
      text={text}
      onText={setText}
      highlighted={{ value, onChange: (next) => setHighlighted({ text, value: next }) }}
      note={note ?? (isEmpty ? noResults(text) : undefined)}
      autoFocus
    >
      {sections.map(({ section, items }) => (
        <SearchGroup key={section} heading={section}>
          {items.map((item) => (
            <SearchItem key={item.id} value={item.id} label={item.name} detail={item.detail} onSelect={() => open(item)} />
          ))}
        </SearchGroup>
      ))}
      {groups.map(({ group, actions: members }) => (
        <SearchGroup key={group} heading={group}>
          {members.map(({ id, label, caps, run }) => (
            <SearchItem key={id} value={id} label={label} detail={<KeyCaps caps={caps} />} onSelect={closeAndRun(run)} />
          ))}
        </SearchGroup>
      ))}
    </SearchList>
  );
}

const noResults = (text: string): string =>
  `No results for “${text.trim()}”. The palette finds commands, VNets, peerings and findings by name, IP addresses and prefixes, subscriptions, resource groups, regions and tags.`;

/** Actions that are offered when nothing was found. */
const HELP_ACTIONS: readonly string[] = ['help', 'filter-help', 'shortcuts'];

const helpGroups = (actions: readonly PaletteAction[]) => [
  { group: 'Help', actions: HELP_ACTIONS.flatMap((id) => actions.filter((action) => action.id === id)) },
];
