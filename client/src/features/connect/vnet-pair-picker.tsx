import type { ResourceKey } from '@peerscape/shared/arm';
import type { Node, Topology } from '@peerscape/shared/topology';
import { Command as Cmdk } from 'cmdk';
import { useRef, useState } from 'react';
import { ghostLabel } from '../../lib/format/ghost-labels.ts';
import { nameOf } from '../../lib/format/names.ts';
import type { Pair } from '../../lib/format/pair-text.ts';
import panel from '../../ui/panel.module.css';
import { useInitialFocus } from '../../ui/use-initial-focus.ts';
import css from './connect.module.css';

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
    <Cmdk label={prompt} shouldFilter={false} loop>
      <Cmdk.Input className={css.input} value={text} onValueChange={setText} placeholder={prompt} ref={input} />
      <Cmdk.List className={css.options}>
        <Cmdk.Empty className={css.empty}>No results</Cmdk.Empty>
        {matches.map((node) => (
          <Cmdk.Item key={node.key} value={node.key} onSelect={() => choose(node.key)} className={css.option}>
            <span>{node.name}</span>
            <span className={panel.quiet}>{node.kind === 'ghost' ? ghostLabel(node.reason) : node.addressSpace.join(', ')}</span>
          </Cmdk.Item>
        ))}
      </Cmdk.List>
    </Cmdk>
  );
}

const MAX_RESULTS = 50;

/** Returns the VNets and ghosts whose name or prefixes contain the text, excluding the chosen one. */
function findNodes({ vnets, ghosts }: Topology, text: string, excluded: ResourceKey | undefined): readonly Node[] {
  const query = text.trim().toLowerCase();
  const isMatch = ({ name, addressSpace }: Node) => `${name} ${addressSpace.join(' ')}`.toLowerCase().includes(query);
  return [...vnets.values(), ...ghosts.values()].filter((node) => node.key !== excluded && isMatch(node)).slice(0, MAX_RESULTS);
}
