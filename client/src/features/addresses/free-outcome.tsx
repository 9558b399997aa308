import { Button } from '@fluentui/react-components';
import { Copy16Regular } from '@fluentui/react-icons';
import { shareOf, usableAddresses } from '@peerscape/shared/addresses';
import type { ResourceKey } from '@peerscape/shared/arm';
import { type Cidr, formatAddress, formatCidr, sizeOf } from '@peerscape/shared/net';
import type { Namer } from '@peerscape/shared/topology';
import { formatAddressCount, formatLargeNumber, formatShare } from '../../lib/format/address-count.ts';
import { NotSearched } from './address-search.tsx';
import { listVNets, type Sentence } from './answer.ts';
import { describeUnknown } from './describe-unknown.ts';
import type { FreeResult } from './free-search.ts';
import css from './next-free.module.css';
import { SentenceText } from './sentence.tsx';

interface FreeOutcomeProps {
  readonly result: FreeResult;
  readonly estateSize: string;
  readonly nameOf: Namer;
  readonly onOpen: (vnet: ResourceKey) => void;
  readonly onCopy: (text: string, what: string) => void;
}

/** Renders the next free range, further ones, what counts as taken, and what was not checked. */
export function FreeOutcome({ result, estateSize, nameOf, onOpen, onCopy }: FreeOutcomeProps) {
  const { found, length, within, unknown } = result;
  const [first, ...others] = found;
  const range = formatCidr(within);
  return (
    <div className={css.outcome}>
      <section className={css.card} data-none={first === undefined} aria-label="Result" aria-live="polite">
        {first ? (
          <>
            <p className={css.caption}>Next free /{length}</p>
            <p className={css.first}>
              <code>{formatCidr(first)}</code>
              <CopyButton cidr={first} isPrimary onCopy={onCopy} />
            </p>
            <p className={css.quiet}>{describeRange(first)}</p>
          </>
        ) : (
          <p className={css.none}>
            No /{length} is free in {range}
          </p>
        )}
        <p className={css.quiet}>{describeTotal(result)}</p>
        {others.length > 0 ? (
          <ul className={css.others} aria-label="Further free ranges">
            {others.map((cidr) => (
              <li key={formatCidr(cidr)}>
                <code>{formatCidr(cidr)}</code>
                <CopyButton cidr={cidr} onCopy={onCopy} />
              </li>
            ))}
          </ul>
        ) : null}
      </section>
      <section className={css.basis} aria-label="How this was found">
        <p>
          <SentenceText sentence={describeScope(result, estateSize)} nameOf={nameOf} onOpen={onOpen} />
        </p>
        <NotSearched unknown={unknown.map(describeUnknown)} nameOf={nameOf} onOpen={onOpen} />
      </section>
    </div>
  );
}

interface CopyButtonProps {
  readonly cidr: Cidr;
  readonly isPrimary?: boolean;
  readonly onCopy: FreeOutcomeProps['onCopy'];
}

function CopyButton({ cidr, isPrimary = false, onCopy }: CopyButtonProps) {
  const text = formatCidr(cidr);
  return (
    <Button
      size="small"
      appearance={isPrimary ? 'primary' : 'subtle'}
      icon={<Copy16Regular />}
      aria-label={`Copy ${text}`}
      onClick={() => onCopy(text, 'prefix')}
    >
      {isPrimary ? 'Copy' : null}
    </Button>
  );
}

function describeRange(cidr: Cidr): string {
  const { family, first, last } = cidr;
  const ends = `${formatAddress({ family, value: first })} – ${formatAddress({ family, value: last })}, ${formatAddressCount(sizeOf(cidr))}`;
  return family === 4 && cidr.length <= 29 ? `${ends} (${formatAddressCount(usableAddresses(cidr))} usable as one subnet)` : ends;
}

function describeTotal({ within, length, total, largest, taken, found }: FreeResult): string {
  const range = formatCidr(within);
  const share = `${formatShare(shareOf(taken, sizeOf(within)))} of ${range} is taken`;
  if (found.length > 0) return `The first of ${formatLargeNumber(total)} free /${length} in ${range}. ${share}.`;
  return largest ? `${share}. The largest free range is ${formatCidr(largest)}.` : `All of ${range} is taken.`;
}

/** Describes what counts as taken. */
function describeScope({ inScope }: FreeResult, estateSize: string): Sentence {
  if (!inScope) return [`Compared with the prefixes of ${estateSize}, subnets included, and what halves have learned of others.`];
  const byReason = (kind: string) => [...inScope].flatMap(([key, reason]) => (reason.kind === kind ? [key] : []));
  const through = [...inScope].flatMap(([key, reason]) => (reason.kind === 'through' ? [{ key, hub: reason.hub }] : []));
  const part = (text: string, keys: readonly ResourceKey[]): Sentence => (keys.length > 0 ? [text, ...listVNets(keys, 3)] : []);
  return [
    'Compared with ',
    ...listVNets(byReason('chosen')),
    ...part(', its peers ', byReason('peer')),
    ...part(', its connected group with ', byReason('group')),
    ...part(
      ', and through a hub ',
      through.map(({ key }) => key),
    ),
    '. Other VNets may use the same addresses.',
  ];
}
