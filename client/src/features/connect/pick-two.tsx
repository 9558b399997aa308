import type { ResourceKey } from '@peerscape/shared/arm';
import type { Node, Topology } from '@peerscape/shared/topology';
import { Command as Cmdk } from 'cmdk';
import { useRef, useState } from 'react';
import { nameOf } from '../../lib/format/names.ts';
import type { Pair } from '../../lib/format/pair-text.ts';
import panel from '../../ui/panel.module.css';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import css from './connect.module.css';

interface PickTwoProps {
  readonly topology: Topology;
  /** The first of the two, when it is known already. */
  readonly from: ResourceKey | undefined;
  readonly onClose: () => void;
  readonly onPick: (pair: Pair) => void;
}

/** Asks which two VNets to connect, one after the other, by name or prefix; stands in a dialog. */
export function PickTwo({ topology, from, onClose, onPick }: PickTwoProps) {
  const input = useRef<HTMLInputElement>(null);
  useFirstFocus(input, '[role="dialog"]');
  const [first, setFirst] = useState(from);
  const [text, setText] = useState('');
  const found = findNodes(topology, text, first);
  const question = first ? `Connect ${nameOf(topology, first)} to…` : 'Connect which VNet?';
  const pick = (key: ResourceKey) => {
    if (!first) {
      setFirst(key);
      setText('');
      return;
    }
    onClose();
    onPick({ a: first, b: key });
  };
  return (
    <Cmdk label={question} shouldFilter={false} loop>
      <Cmdk.Input className={css.input} value={text} onValueChange={setText} placeholder={question} ref={input} />
      <Cmdk.List className={css.options}>
        <Cmdk.Empty className={css.empty}>No VNet is called that.</Cmdk.Empty>
        {found.map((node) => (
          <Cmdk.Item key={node.key} value={node.key} onSelect={() => pick(node.key)} className={css.option}>
            <span>{node.name}</span>
            <span className={panel.quiet}>{node.kind === 'ghost' ? 'not readable' : node.addressSpace.join(', ')}</span>
          </Cmdk.Item>
        ))}
      </Cmdk.List>
    </Cmdk>
  );
}

const MOST = 50;

/** The VNets and ghosts whose name or prefixes hold the text, without the one that is picked already. */
function findNodes({ vnets, ghosts }: Topology, text: string, without: ResourceKey | undefined): readonly Node[] {
  const wanted = text.trim().toLowerCase();
  const holds = ({ name, addressSpace }: Node) => `${name} ${addressSpace.join(' ')}`.toLowerCase().includes(wanted);
  return [...vnets.values(), ...ghosts.values()].filter((node) => node.key !== without && holds(node)).slice(0, MOST);
}
