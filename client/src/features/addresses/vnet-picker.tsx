import type { ResourceKey } from '@peerscape/shared/arm';
import type { Node, Topology } from '@peerscape/shared/topology';
import { useRef, useState } from 'react';
import { ghostLabel } from '../../lib/format/ghost-labels.ts';
import { SearchItem, SearchList } from '../../ui/search-list.tsx';
import { useInitialFocus } from '../../ui/use-initial-focus.ts';

interface VNetPickerProps {
  readonly topology: Topology;
  readonly label: string;
  readonly onChoose: (key: ResourceKey) => void;
}

const MAX_RESULTS = 50;

/** Lets the user choose a VNet by name or prefix. Render it in a dialog. */
export function VNetPicker({ topology, label, onChoose }: VNetPickerProps) {
  const input = useRef<HTMLInputElement>(null);
  useInitialFocus(input, '[role="dialog"]');
  const [text, setText] = useState('');
  const query = text.trim().toLowerCase();
  const isMatch = ({ name, addressSpace }: Node) => `${name} ${addressSpace.join(' ')}`.toLowerCase().includes(query);
  const matches = [...topology.vnets.values(), ...topology.ghosts.values()].filter(isMatch).slice(0, MAX_RESULTS);
  return (
    <SearchList label={label} placeholder="Name or prefix" text={text} onText={setText} input={input}>
      {matches.map((node) => (
        <SearchItem
          key={node.key}
          value={node.key}
          label={node.name}
          detail={node.kind === 'ghost' ? ghostLabel(node.reason) : node.addressSpace.join(', ')}
          onSelect={() => onChoose(node.key)}
        />
      ))}
    </SearchList>
  );
}
