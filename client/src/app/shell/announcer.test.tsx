import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { createHealth } from '../../testing/gallery/fixtures.ts';
import { topologyOf } from '../../testing/worlds.ts';
import { AnnounceProvider } from './announce-provider.tsx';
import { Announcer } from './announcer.tsx';

afterEach(cleanup);

const VNETS = 'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\n';

test('a finding that is left out while its peering is written is neither resolved nor new', () => {
  const [broken, whole] = [topologyOf(`${VNETS}hub -> a Initiated`), topologyOf(`${VNETS}hub <-> a`)];
  const show = (health: ReturnType<typeof createHealth>) => (
    <AnnounceProvider>
      <Announcer topology={broken} health={health} offline={false} isSessionOver={false} />
    </AnnounceProvider>
  );
  const { rerender } = render(show(createHealth(broken)));
  rerender(show(createHealth(whole, [], { isWriting: true })));
  expect(screen.queryByText(/resolved/)).toBeNull();
  rerender(show(createHealth(broken)));
  expect(screen.queryByText(/finding/)).toBeNull();
  rerender(show(createHealth(whole)));
  expect(screen.getByText(/^1 resolved finding/)).toBeTruthy();
});
