import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { formatNumber } from '../../../lib/format/format.ts';
import type { Size } from '../geometry/view.ts';
import css from './export.module.css';
import { largestScale, pixelsOf } from './png.ts';

interface ScaleFieldProps {
  readonly size: Size;
  /** Pixels per CSS pixel; NaN while the input is not a number. */
  readonly scale: number;
  readonly onScale: (scale: number) => void;
}

const PRESETS = [1, 2, 4] as const;
const CUSTOM = 'custom';

/** Renders the scale of a PNG with its size in pixels, or an error if it exceeds the browser's limit. */
export function ScaleField({ size, scale, onScale }: ScaleFieldProps) {
  const [typed, setTyped] = useState<string>();
  const isCustom = typed !== undefined || !PRESETS.some((one) => one === scale);
  const problem = validateScale(size, scale);
  const { width, height } = pixelsOf(size, scale);
  const isLargest = scale === largestScale(size);
  return (
    <Field
      label="Scale"
      {...(problem
        ? { validationState: 'error', validationMessage: problem }
        : { hint: `${formatNumber(width)} × ${formatNumber(height)} pixels${isLargest ? ', the maximum that a browser can draw' : ''}` })}
    >
      <div className={css.scale}>
        <RadioGroup
          layout="horizontal"
          value={isCustom ? CUSTOM : String(scale)}
          onChange={(_, { value }) => {
            setTyped(value === CUSTOM ? String(scale) : undefined);
            if (value !== CUSTOM) onScale(Number(value));
          }}
        >
          {PRESETS.map((one) => (
            <Radio key={one} value={String(one)} label={`${one}×`} />
          ))}
          <Radio value={CUSTOM} label="Custom" />
        </RadioGroup>
        {isCustom ? (
          <Input
            className={css.number ?? ''}
            size="small"
            inputMode="decimal"
            aria-label="Custom scale"
            value={typed ?? String(scale)}
            contentAfter="×"
            onChange={(_, { value }) => {
              setTyped(value);
              onScale(Number(value.replace(',', '.') || Number.NaN));
            }}
          />
        ) : null}
      </div>
    </Field>
  );
}

/** Returns the error message for a scale; undefined if it is valid. */
export function validateScale(size: Size, scale: number): string | undefined {
  if (!(scale > 0)) return 'Enter a number greater than 0.';
  const max = largestScale(size);
  if (scale <= max) return undefined;
  const { width, height } = pixelsOf(size, scale);
  return `${formatNumber(width)} × ${formatNumber(height)} pixels is more than a browser can draw. The maximum scale for this map is ${max}×.`;
}
