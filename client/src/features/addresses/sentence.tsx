import type { ResourceKey } from '@peerscape/shared/arm';
import type { Namer } from '@peerscape/shared/topology';
import panel from '../../ui/panel.module.css';
import type { Sentence } from './answer.ts';

interface SentenceTextProps {
  readonly sentence: Sentence;
  readonly nameOf: Namer;
  readonly onOpen: (vnet: ResourceKey) => void;
}

/** Renders a sentence with each VNet as a button that opens it. */
export const SentenceText = ({ sentence, nameOf, onOpen }: SentenceTextProps) => (
  <>
    {sentence.map((piece, i) => {
      if (typeof piece === 'string') return piece;
      const { vnet } = piece;
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same VNet can occur twice in a sentence, which never changes
        <button key={`${vnet} ${i}`} type="button" className={panel.link} onClick={() => onOpen(vnet)}>
          {nameOf(vnet)}
        </button>
      );
    })}
  </>
);
