import type { ReactElement } from 'react';
import { GLYPH_PATHS } from '../../../lib/format/glyph-paths.ts';
import type { ThemeName } from '../../../lib/format/half-status-styles.ts';
import type { LegendItem } from '../model/legend.ts';
import { SAMPLE, SAMPLE_TEXT_SIZE, type SampleShape, sampleShapes } from '../model/legend-sample.ts';

/** Renders the sample of a legend item. */
export const LegendSample = ({ item, theme }: { item: LegendItem; theme: ThemeName }): ReactElement => (
  <svg viewBox={`0 ${-SAMPLE.height / 2} ${SAMPLE.width} ${SAMPLE.height}`} aria-hidden="true">
    {sampleShapes(item, theme).map((shape, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the shapes of an item never change their order
      <Shape key={i} shape={shape} />
    ))}
  </svg>
);

function Shape({ shape }: { shape: SampleShape }): ReactElement {
  switch (shape.kind) {
    case 'line':
      return <path d={`M0 0H${shape.to}`} opacity={shape.opacity} {...strokeOf(shape)} />;
    case 'box': {
      const { width, height, radius, fill, stroke } = shape;
      return (
        <rect
          x={(SAMPLE.width - width) / 2}
          y={-height / 2}
          width={width}
          height={height}
          rx={radius}
          fill={fill}
          {...(stroke && strokeOf(stroke))}
        />
      );
    }
    case 'glyph': {
      const { stroke, fill } = GLYPH_PATHS[shape.glyph];
      return (
        <g transform={`translate(${shape.x} ${shape.y}) scale(${shape.size / 6})`} strokeLinecap="round">
          <circle r={6} fill={shape.disc} stroke={shape.foreground} strokeWidth={1} />
          {stroke ? <path d={stroke} fill="none" stroke={shape.foreground} strokeWidth={1.5} /> : null}
          {fill ? <path d={fill} fill={shape.foreground} /> : null}
        </g>
      );
    }
    case 'text':
      return (
        <text
          x={SAMPLE.width / 2}
          y={0.5}
          textAnchor="middle"
          dominantBaseline="central"
          fontSize={SAMPLE_TEXT_SIZE}
          fontWeight={600}
          fill={shape.colour}
        >
          {shape.text}
        </text>
      );
  }
}

const strokeOf = ({ colour, width, dash }: { readonly colour: string; readonly width: number; readonly dash: readonly number[] }) => ({
  stroke: colour,
  strokeWidth: width,
  strokeDasharray: dash.join(' ') || undefined,
  // a dash of length zero is a dot
  strokeLinecap: dash[0] === 0 ? ('round' as const) : undefined,
});
