import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { formatNumber } from '../../../lib/format/format.ts';
import type { Size } from '../geometry/view.ts';
import css from './export.module.css';
import { largestScale, pixelsOf } from './png.ts';

interface ScaleFieldProps {
  readonly size: Size;
  /** Pixels per CSS pixel; NaN while what is typed is no number. */
  readonly scale: number;
  readonly onScale: (scale: number) => void;
}

const USUAL = [1, 2, 4] as const;
const OTHER = 'other';

/** How many pixels a picture gets, with what that comes to; says where the browser's limit lies when it is passed. */
export function ScaleField({ size, scale, onScale }: ScaleFieldProps) {
  const [typed, setTyped] = useState<string>();
  const isOther = typed !== undefined || !USUAL.some((one) => one === scale);
  const problem = scaleProblem(size, scale);
  const { width, height } = pixelsOf(size, scale);
  const isLargest = scale === largestScale(size);
  return (
    <Field
      label="Scale"
      {...(problem
        ? { validationState: 'error', validationMessage: problem }
        : { hint: `${formatNumber(width)} × ${formatNumber(height)} pixels${isLargest ? ', the most that a browser can draw' : ''}` })}
    >
      <div className={css.scale}>
        <RadioGroup
          layout="horizontal"
          value={isOther ? OTHER : String(scale)}
          onChange={(_, { value }) => {
            setTyped(value === OTHER ? String(scale) : undefined);
            if (value !== OTHER) onScale(Number(value));
          }}
        >
          {USUAL.map((one) => (
            <Radio key={one} value={String(one)} label={`${one}×`} />
          ))}
          <Radio value={OTHER} label="Other" />
        </RadioGroup>
        {isOther ? (
          <Input
            className={css.number ?? ''}
            size="small"
            inputMode="decimal"
            aria-label="Scale, as a number"
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

/** Why nothing can be saved at that scale; undefined when it can. */
export function scaleProblem(size: Size, scale: number): string | undefined {
  if (!(scale > 0)) return 'Type a number above 0.';
  const most = largestScale(size);
  if (scale <= most) return undefined;
  const { width, height } = pixelsOf(size, scale);
  return `${formatNumber(width)} × ${formatNumber(height)} pixels are more than a browser can draw. The largest scale here is ${most}×.`;
}
