import type { Comparison, Shape } from '@peerscape/shared/goals';
import { useMemo } from 'react';
import { count, formatNumber } from '../../lib/format/format.ts';
import css from './compare.module.css';
import { createSketch, MAX_DOTS } from './sketch-geometry.ts';

interface ShapeSketchProps {
  readonly comparison: Comparison;
  readonly shape: Shape;
  readonly title: string;
}

/** Draws the shape as dots and lines, so that the number of lines is visible at a glance. */
export function ShapeSketch({ comparison, shape, title }: ShapeSketchProps) {
  const { spots, lines, dot } = useMemo(() => createSketch(comparison, shape.kind), [comparison, shape]);
  const { members } = comparison;
  return (
    <figure className={css.figure}>
      <svg
        className={css.sketch}
        viewBox="-48 -48 96 96"
        role="img"
        aria-label={`${title}: ${count(shape.peerings, 'line')} between ${count(members.length, 'VNet')}`}
      >
        {lines.map(({ key, from, to }) => (
          <line key={key} className={css.line} strokeWidth={dot / 4} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
        ))}
        {spots.map(({ key, x, y, isHub }) => (
          <circle key={key} className={isHub ? css.hub : css.spot} cx={x} cy={y} r={isHub ? Math.max(dot, 5) : dot} />
        ))}
      </svg>
      {members.length > MAX_DOTS ? (
        <figcaption className={css.caption}>
          {formatNumber(MAX_DOTS)} of {formatNumber(members.length)} VNets shown
        </figcaption>
      ) : null}
    </figure>
  );
}
