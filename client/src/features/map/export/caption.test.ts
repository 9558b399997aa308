import { describe, expect, it } from 'vitest';
import { drawnWorld } from '../testing/drawn-world.ts';
import { captionOf, fileNameOf } from './caption.ts';

const shown = { source: { kind: 'sandbox', name: 'contoso (sandbox)' }, readAt: '2026-11-28T18:40:12.345Z', filter: ' name:hub ' } as const;

describe('what stands under a map', () => {
  it('says where it was read, what is in it, when it was true, and by which filter', () => {
    const caption = captionOf(drawnWorld('contoso'), shown, 'whole');
    expect(caption).toEqual({
      title: 'contoso (sandbox)',
      facts: ['45 VNets, 3 ghosts, 47 peerings', 'as of 2026-11-28 18:40:12 UTC'],
      filter: 'name:hub',
    });
  });

  it('says of a part that it is one', () => {
    const drawn = { ...drawnWorld('contoso'), view: { zoom: 1, x: 400, y: 300 }, size: { width: 800, height: 600 } };
    expect(captionOf(drawn, shown, 'view').facts[0]).toMatch(/^\d+ of 45 VNets in view$/);
  });
});

describe('the name of a file', () => {
  it('says which estate and which day', () => {
    expect(fileNameOf(shown, 'svg')).toBe('contoso-map-2026-11-28.svg');
  });

  it('holds nothing that a file system takes badly', () => {
    for (const name of ['../../etc/passwd', 'a/b\\c:d*e?f"g<h>i|j', '\u202egnp', '', '.', 'über 😀'])
      expect(fileNameOf({ ...shown, source: { kind: 'file', name } }, 'png')).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*-map-2026-11-28\.png$/);
  });
});
