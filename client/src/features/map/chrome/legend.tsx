import { type ReactElement, useLayoutEffect, useRef, useState } from 'react';
import { GLYPH_PATHS, type GlyphPath } from '../../../lib/format/glyph-paths.ts';
import { HALF_OPTIONS } from '../../../lib/format/half-options.ts';
import {
  HALF_APPLY_STATUS_STYLES,
  HALF_APPLY_STATUSES,
  HALF_STATUS_STYLES,
  HALF_STATUSES,
  type HalfStatusStyle,
  PLANNED_STATUS_STYLES,
  PLANNED_STATUSES,
  type PlannedStatusStyle,
  type ThemeName,
} from '../../../lib/format/half-status-styles.ts';
import { BADGES } from '../model/badges.ts';
import { MESH_LINES_HINT } from '../model/descriptions.ts';
import { PALETTES } from '../model/palette.ts';
import './map.css';

/** Renders the legend of lines, glyphs and badges from the tables that the painter uses. */
export function Legend(): ReactElement {
  const root = useRef<HTMLDivElement>(null);
  const [theme, setTheme] = useState<ThemeName>('light');
  useLayoutEffect(() => {
    if (root.current) setTheme(inheritedTheme(root.current));
  });
  const palette = PALETTES[theme];
  return (
    <div ref={root} className="ps-legend">
      <h3>Each half of a line belongs to the VNet beside it</h3>
      <dl>
        {HALF_STATUSES.map((status) => (
          <Row key={status} label={HALF_STATUS_STYLES[status].label} sentence={HALF_STATUS_STYLES[status].sentence}>
            <HalfSample style={HALF_STATUS_STYLES[status]} theme={theme} />
          </Row>
        ))}
      </dl>
      <h3>In the draft</h3>
      <dl>
        {PLANNED_STATUSES.map((change) => (
          <Row key={change} label={PLANNED_STATUS_STYLES[change].label} sentence={PLANNED_STATUS_STYLES[change].sentence}>
            <PlanSample style={PLANNED_STATUS_STYLES[change]} theme={theme} />
          </Row>
        ))}
      </dl>
      <h3>While a plan is being applied</h3>
      <dl>
        {HALF_APPLY_STATUSES.map((state) => (
          <Row key={state} label={HALF_APPLY_STATUS_STYLES[state].label}>
            <svg viewBox="-8 -8 16 16" aria-hidden="true">
              <Glyph
                path={GLYPH_PATHS[HALF_APPLY_STATUS_STYLES[state].glyph]}
                colour={HALF_APPLY_STATUS_STYLES[state].colour[theme]}
                disc={palette.background}
              />
            </svg>
          </Row>
        ))}
      </dl>
      <h3>When zoomed out</h3>
      <dl>
        <Row label="Large mesh" sentence={`The VNets inside are all peered with each other. ${MESH_LINES_HINT}`}>
          <svg viewBox="0 -8 56 16" aria-hidden="true">
            <rect x={5} y={-6} width={46} height={12} rx={6} fill={palette.mesh.area} stroke={palette.mesh.line} strokeWidth={1.4} />
          </svg>
        </Row>
      </dl>
      <h3>Connected without a peering</h3>
      <dl>
        <Row
          label="Connected group"
          sentence="Azure Virtual Network Manager connects the VNets inside the outline, or at the ends of these lines."
        >
          <svg viewBox="0 -8 56 16" aria-hidden="true">
            <rect
              x={5}
              y={-6}
              width={46}
              height={12}
              rx={5}
              fill={palette.connectedGroup.area}
              stroke={palette.connectedGroup.line}
              strokeWidth={2}
              strokeDasharray="0 5"
              strokeLinecap="round"
            />
          </svg>
        </Row>
      </dl>
      <h3>Options of a half, at its own VNet (when zoomed in)</h3>
      <dl>
        {HALF_OPTIONS.map(({ glyph, label, sentence }) => (
          <Row key={glyph} label={label} sentence={sentence('The VNet', 'the remote VNet')}>
            <svg viewBox="-8 -8 16 16" aria-hidden="true">
              <Glyph path={GLYPH_PATHS[glyph]} colour={palette.quiet} disc={palette.background} />
            </svg>
          </Row>
        ))}
      </dl>
      <h3>On a VNet</h3>
      <dl>
        {BADGES.map(({ text, meaning, kind }) => (
          <Row key={text} label={meaning}>
            <b className="ps-legend-badge" style={{ background: palette.badge[kind], color: palette.badgeText }}>
              {text}
            </b>
          </Row>
        ))}
        <Row label="Errors and warnings on the VNet or its peerings">
          <b className="ps-legend-badge" style={{ background: HALF_STATUS_STYLES.disconnected.colour[theme], color: palette.badgeText }}>
            2
          </b>
        </Row>
        <Row label="Selected">
          <SelectedSample theme={theme} />
        </Row>
      </dl>
    </div>
  );
}

function Row({ label, sentence, children }: { label: string; sentence?: string; children: ReactElement }): ReactElement {
  return (
    <div>
      <dt>
        {children}
        {label}
      </dt>
      {sentence ? <dd>{sentence}</dd> : null}
    </div>
  );
}

/** Renders a card with the ring and check mark of a selected VNet. */
function SelectedSample({ theme }: { theme: ThemeName }): ReactElement {
  const { focus, card, cardLine, background } = PALETTES[theme];
  return (
    <svg viewBox="-28 -8 56 16" aria-hidden="true">
      <rect x={-12} y={-4.5} width={24} height={9} rx={2.5} fill={card} stroke={cardLine} />
      <rect x={-14} y={-6.5} width={28} height={13} rx={4} fill="none" stroke={focus} strokeWidth={1.4} />
      <circle cx={-13} cy={-4} r={4} fill={focus} stroke={background} />
      <path d="M-14.8 -3.9L-13.5 -2.6L-11.2 -5.3" fill="none" stroke={background} strokeWidth={1} strokeLinecap="round" />
    </svg>
  );
}

/** Renders a line from a VNet on the left to the middle of its peering, as the map draws it. */
function HalfSample({ style: { colour, dash, glyph }, theme }: { style: HalfStatusStyle; theme: ThemeName }): ReactElement {
  const stroke = colour[theme];
  const connectedStroke = HALF_STATUS_STYLES.connected.colour[theme];
  return (
    <svg viewBox="0 -8 56 16" aria-hidden="true">
      {dash ? (
        <path d="M4 0H54" stroke={stroke} strokeWidth={2} strokeDasharray={dash.join(' ')} fill="none" />
      ) : (
        <g fill="none" strokeWidth={2}>
          <path d="M4 0H29" stroke={connectedStroke} />
          <path d="M29 -5V5" stroke={stroke} />
        </g>
      )}
      {dash && glyph !== 'dot' ? (
        <g transform="translate(30 0) scale(1.1)">
          <Glyph path={GLYPH_PATHS[glyph]} colour={stroke} disc={PALETTES[theme].background} />
        </g>
      ) : null}
    </svg>
  );
}

function PlanSample({ style: { colour, dash, glyph }, theme }: { style: PlannedStatusStyle; theme: ThemeName }): ReactElement {
  const [stroke, background] = [colour[theme], PALETTES[theme].background];
  const line = dash ? { stroke, strokeDasharray: dash.join(' ') } : { stroke: HALF_STATUS_STYLES.connected.colour[theme] };
  return (
    <svg viewBox="0 -8 56 16" aria-hidden="true">
      <path d="M4 0H54" stroke={stroke} strokeWidth={9} opacity={0.18} />
      <path d="M4 0H54" strokeWidth={2} fill="none" {...line} />
      <g transform="translate(24 0) scale(1.1)">
        <circle r={6} fill={stroke} />
        <path d={GLYPH_PATHS[glyph].stroke} fill="none" stroke={background} strokeWidth={1.5} strokeLinecap="round" />
      </g>
    </svg>
  );
}

function Glyph({ path: { stroke, fill }, colour, disc }: { path: GlyphPath; colour: string; disc: string }): ReactElement {
  return (
    <g strokeLinecap="round">
      <circle r={6} fill={disc} stroke={colour} strokeWidth={1} />
      {stroke ? <path d={stroke} fill="none" stroke={colour} strokeWidth={1.5} /> : null}
      {fill ? <path d={fill} fill={colour} /> : null}
    </g>
  );
}

/** Returns the theme of the surrounding page: light if its text is dark. */
function inheritedTheme(element: HTMLElement): ThemeName {
  const channels =
    getComputedStyle(element)
      .color.match(/[\d.]+/g)
      ?.slice(0, 3)
      .map(Number) ?? [];
  return channels.length === 3 && channels.reduce((sum, channel) => sum + channel, 0) > 382 ? 'dark' : 'light';
}
