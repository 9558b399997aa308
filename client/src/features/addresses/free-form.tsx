import { Button, Field, Input } from '@fluentui/react-components';
import { ChevronDown16Regular } from '@fluentui/react-icons';
import type { ResourceKey } from '@peerscape/shared/arm';
import { type Cidr, formatCidr, type ParseResult, sizeOf, widthOf } from '@peerscape/shared/net';
import type { Namer } from '@peerscape/shared/topology';
import { formatAddressCount } from '../../lib/format/address-count.ts';
import { RadioList } from '../../ui/choice.tsx';
import css from './next-free.module.css';

export interface FreeFormProps {
  readonly within: string;
  readonly size: string;
  readonly around: ResourceKey | undefined;
  readonly parsedWithin: ParseResult<Cidr>;
  readonly parsedSize: ParseResult<number>;
  /** Ranges that are offered. */
  readonly ranges: readonly Cidr[];
  readonly nameOf: Namer;
  readonly onWithin: (text: string) => void;
  readonly onSize: (text: string) => void;
  readonly onEstate: () => void;
  readonly onChooseVNet: () => void;
}

const SCOPES = [
  { value: 'estate', label: 'Everything in the estate' },
  { value: 'peered', label: 'A VNet and what it is peered with, directly or through a hub' },
] as const;

/** Renders the form of the next free range: how large, in which range, and what it must not overlap. */
export function FreeForm(props: FreeFormProps) {
  const { within, size, around, parsedWithin, parsedSize, ranges, nameOf, onWithin, onSize, onEstate, onChooseVNet } = props;
  return (
    <form className={css.form} aria-label="Next free range" onSubmit={(event) => event.preventDefault()}>
      <div className={css.fields}>
        <Field
          className={css.size ?? ''}
          label="Prefix length"
          {...(parsedWithin.ok && !parsedSize.ok && { validationState: 'error' as const, validationMessage: parsedSize.problem })}
          {...(parsedWithin.ok && parsedSize.ok && { hint: sizeHint(parsedWithin.value, parsedSize.value) })}
        >
          <Input
            value={size}
            contentBefore="/"
            inputMode="numeric"
            maxLength={3}
            autoComplete="off"
            onChange={(_, { value }) => onSize(value)}
          />
        </Field>
        <Field
          className={css.within ?? ''}
          label="In the range"
          {...(!parsedWithin.ok && { validationState: 'error' as const, validationMessage: parsedWithin.problem })}
        >
          <Input value={within} maxLength={50} spellCheck={false} autoComplete="off" onChange={(_, { value }) => onWithin(value)} />
        </Field>
      </div>
      {ranges.length > 0 ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is styled as a form
        <div className={css.ranges} role="group" aria-label="Ranges in use">
          {ranges.map((range) => {
            const text = formatCidr(range);
            return (
              <Button key={text} size="small" shape="circular" aria-pressed={text === within} onClick={() => onWithin(text)}>
                {text}
              </Button>
            );
          })}
        </div>
      ) : null}
      <div>
        <p className={css.label}>It must not overlap</p>
        <RadioList
          label="It must not overlap"
          options={SCOPES}
          value={around === undefined ? 'estate' : 'peered'}
          onChoose={(scope) => (scope === 'estate' ? onEstate() : onChooseVNet())}
        />
        {around === undefined ? null : (
          <Button
            className={css.vnet ?? ''}
            size="small"
            icon={<ChevronDown16Regular />}
            iconPosition="after"
            aria-label={`VNet: ${nameOf(around)}. Choose another one`}
            onClick={onChooseVNet}
          >
            {nameOf(around)}
          </Button>
        )}
      </div>
    </form>
  );
}

const sizeHint = ({ family }: Cidr, length: number): string =>
  formatAddressCount(sizeOf({ family, length, first: 0n, last: (1n << BigInt(widthOf(family) - length)) - 1n }));
