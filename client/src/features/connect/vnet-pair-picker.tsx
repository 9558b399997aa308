import type { ResourceKey } from '@peerscape/shared/arm';
import { type Node, peeringKey, type Topology } from '@peerscape/shared/topology';
import { useRef, useState } from 'react';
import { ghostLabel } from '../../lib/format/ghost-labels.ts';
import { nameOf } from '../../lib/format/names.ts';
import type { Pair } from '../../lib/format/pair-text.ts';
import { SearchItem, SearchList } from '../../ui/search-list.tsx';
import { useInitialFocus } from '../../ui/use-initial-focus.ts';

interface VNetPairPickerProps {
  readonly topology: Topology;
  /** First VNet, if it is already chosen. */
  readonly from: ResourceKey | undefined;
  readonly onClose: () => void;
  readonly onChoose: (pair: Pair) => void;
}

/** Lets the user choose two VNets to connect, one after the other, by name or prefix. Render it in a dialog. */
export function VNetPairPicker({ topology, from, onClose, onChoose }: VNetPairPickerProps) {
  const input = useRef<HTMLInputElement>(null);
  useInitialFocus(input, '[role="dialog"]');
  const [first, setFirst] = useState(from);
  const [text, setText] = useState('');
  const matches = findNodes(topology, text, first);
  const prompt = first ? `Connect ${nameOf(topology, first)} to…` : 'Select the first VNet';
  const choose = (key: ResourceKey) => {
    if (!first) {
      setFirst(key);
      setText('');
      return;
    }
    onClose();
    onChoose({ a: first, b: key });
  };
  return (
    <SearchList label={prompt} placeholder={prompt} text={text} onText={setText} input={input}>
      {matches.map((node) => (
        <SearchItem
          key={node.key}
          value={node.key}
          label={node.name}
          detail={describeNode(topology, node, first)}
          onSelect={() => choose(node.key)}
        />
      ))}
    </SearchList>
  );
}

/** Describes a VNet by its prefixes, or why it is not visible, and by its peering with the first one. */
function describeNode({ peerings }: Topology, node: Node, first: ResourceKey | undefined): string {
  const about = node.kind === 'ghost' ? ghostLabel(node.reason) : node.addressSpace.join(', ');
  const peering = first && peerings.get(peeringKey(first, node.key));
  if (!peering) return about;
  return `${peering.ab && peering.ba ? 'Already peered' : 'One half exists'} · ${about}`;
}

const MAX_RESULTS = 50;

/** Returns the VNets and ghosts whose name or prefixes contain the text, excluding the chosen one. */
function findNodes({ vnets, ghosts }: Topology, text: string, excluded: ResourceKey | undefined): readonly Node[] {
  const query = text.trim().toLowerCase();
  const isMatch = ({ name, addressSpace }: Node) => `${name} ${addressSpace.join(' ')}`.toLowerCase().includes(query);
  return [...vnets.values(), ...ghosts.values()].filter((node) => node.key !== excluded && isMatch(node)).slice(0, MAX_RESULTS);
}
