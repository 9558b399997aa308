import { expect, it } from 'vitest';
import { placeBeside } from './place-beside.ts';

const AREA = { width: 1000, height: 600 };
const BOX = { width: 300, height: 200 };

it.each([
  { where: 'to the right and below', at: { x: 100, y: 100 }, clear: 0, corner: { x: 116, y: 116 } },
  { where: 'above where the box would be cut at the bottom', at: { x: 100, y: 400 }, clear: 0, corner: { x: 116, y: 184 } },
  { where: 'above what the point belongs to', at: { x: 100, y: 400 }, clear: 50, corner: { x: 116, y: 134 } },
  { where: 'to the left where the box would be cut at the right', at: { x: 900, y: 100 }, clear: 0, corner: { x: 584, y: 116 } },
])('places a box $where', ({ at, clear, corner }) => expect(placeBeside(at, BOX, AREA, clear)).toEqual(corner));

it('never places a box over an edge, at any point of the area', () => {
  for (let x = 0; x <= AREA.width; x += 50)
    for (let y = 0; y <= AREA.height; y += 50)
      for (const height of [40, 200, 400]) {
        const corner = placeBeside({ x, y }, { width: 320, height }, AREA);
        expect([corner.x >= 0, corner.y >= 0, corner.x + 320 <= AREA.width, corner.y + height <= AREA.height]).not.toContain(false);
      }
});
