import { describe, expect, it } from 'vitest';
import { HALF_STATUS_STYLES } from '../../../lib/format/half-status-styles.ts';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { createPlacedScene, nodeIndexOf } from '../testing/mesh-fixtures.ts';
import type { DrawingContext } from './paint-context.ts';
import { findAttention, type MinimapPicture, paintMinimap } from './paint-minimap.ts';

const WORLD = `# Minimap
vnet hub 10.0.0.0/16
vnet ok 10.1.0.0/16
vnet broken 10.2.0.0/16
vnet noted 10.3.0.0/16
hub <-> ok
hub <-> noted
broken -> hub Initiated
`;
const scene = createPlacedScene(WORLD);
const findings = new Map([[keyOf(loadFixture(WORLD).elements, 'noted'), { count: 1, worst: 'warning' as const }]]);
const [noted, ok] = ['noted', 'ok'].map((name) => nodeIndexOf(scene, name));

/** Draws a minimap at a zoom at which VNets are less than a pixel; returns the size, colour and opacity of each square. */
function squares(dimmed?: Uint8Array, picture: Pick<MinimapPicture, 'scene' | 'findings'> = { scene, findings }) {
  const drawn: { size: number; colour: string; alpha: number }[] = [];
  const ctx = {
    fillStyle: '',
    globalAlpha: 1,
    fillRect(_x: number, _y: number, size: number) {
      drawn.push({ size, colour: this.fillStyle, alpha: this.globalAlpha });
    },
  };
  paintMinimap(ctx as unknown as DrawingContext, { ...picture, dimmed }, { zoom: 0.01, x: 0, y: 0 }, 'light');
  return drawn;
}

const ERROR = HALF_STATUS_STYLES.disconnected.colour.light;
const WARNING = HALF_STATUS_STYLES['out-of-sync'].colour.light;

describe('minimap', () => {
  it('finds the VNets with findings and both ends of a broken half', () => {
    expect([...findAttention(scene, findings)].map(([node, severity]) => `${scene.nodes[node]?.name} ${severity}`).sort()).toEqual([
      'broken error',
      'hub error',
      'noted warning',
    ]);
  });

  it('marks them larger than any VNet, errors on top', () => {
    const marks = squares().filter(({ colour }) => colour === ERROR || colour === WARNING);
    expect(marks.map(({ colour }) => colour)).toEqual([WARNING, ERROR, ERROR]);
    expect(Math.min(...marks.map(({ size }) => size))).toBeGreaterThan(5);
  });

  it('makes many marks smaller, so that they leave most of the minimap free', () => {
    const names = Array.from({ length: 3000 }, (_, i) => `vnet v${i} 10.${i >> 8}.${i % 256}.0/24`);
    const many = createPlacedScene(`# Many\n${names.join('\n')}\n`);
    const all = new Map(many.nodes.map(({ key }) => [key, { count: 1, worst: 'error' as const }]));
    const marks = squares(undefined, { scene: many, findings: all }).filter(({ colour }) => colour === ERROR);
    expect(marks).toHaveLength(3000);
    expect(marks.reduce((area, { size }) => area + size ** 2, 0)).toBeLessThan((184 * 124) / 3);
  });

  it('fades what does not match the filter, marks included, and enlarges what does', () => {
    const dimmed = Uint8Array.from(scene.nodes, (_, node) => (node === ok || node === noted ? 0 : 1));
    const all = squares(dimmed);
    expect(all.filter(({ colour }) => colour === ERROR).every(({ alpha }) => alpha < 0.5)).toBe(true);
    expect(all.filter(({ colour }) => colour === WARNING).every(({ alpha }) => alpha === 1)).toBe(true);
    const dots = all.filter(({ size }) => size < 4);
    expect(dots.filter(({ alpha }) => alpha === 1).map(({ size }) => size)).toEqual([3.2, 3.2]);
  });
});
