import type { ResourceKey } from '@peerscape/shared/arm';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HALF_LOOKS, LOOKS } from '../../../lib/format/half-looks.ts';
import type { Selection } from '../../../lib/state/selection.ts';
import { topologyOf } from '../testing/map-worlds.ts';
import { Legend } from './legend.tsx';
import { MapView } from './map-view.tsx';

const contoso = topologyOf('contoso');

/** The map with a shell around it that does nothing but remember the selection. */
function Shell({ topology }: { topology: typeof contoso }) {
  const [selection, setSelection] = useState<Selection>();
  return (
    <>
      <MapView
        topology={topology}
        shown={undefined}
        selection={selection}
        onSelect={setSelection}
        grouping="none"
        theme="light"
        estate="test"
      />
      <output>{selection?.key.split('/').pop() ?? 'nothing'}</output>
    </>
  );
}

const vnet = (name: string) => screen.findByRole('button', { name: new RegExp(`^${name},`) });
const selected = () => screen.getByRole('status').textContent;

describe('the map without a canvas', () => {
  beforeEach(() => localStorage.clear());
  afterEach(cleanup);

  it('names every VNet and ghost for those who do not see it', async () => {
    render(<Shell topology={contoso} />);
    expect((await vnet('hub-weu')).getAttribute('aria-label')).toMatch(/^hub-weu, \d+ peerings, \d+ half-configured$/);
    expect((await vnet('fabrikam-dmz')).getAttribute('aria-label')).toBe('fabrikam-dmz, not readable, 1 peering');
    expect(screen.getAllByRole('button', { pressed: false })).toHaveLength(contoso.vnets.size + contoso.ghosts.size);
  });

  it('selects by key, follows peerings by arrow and clears by Escape', async () => {
    render(<Shell topology={contoso} />);
    fireEvent.click(await vnet('hub-eus2'));
    expect(selected()).toBe('hub-eus2');
    expect((await vnet('hub-eus2')).getAttribute('aria-pressed')).toBe('true');
    fireEvent.keyDown(await vnet('hub-eus2'), { key: 'ArrowLeft' });
    expect(selected()).not.toBe('hub-eus2');
    const neighbour = selected() ?? '';
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(new RegExp(`^${neighbour},`)));
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
    expect(selected()).toBe('nothing');
  });

  it('leaves keys alone that belong to browser and shell', async () => {
    render(<Shell topology={contoso} />);
    fireEvent.click(await vnet('hub-eus2'));
    for (const key of ['ArrowLeft', '+', 'k']) expect(fireEvent.keyDown(await vnet('hub-eus2'), { key, ctrlKey: true })).toBe(true);
    expect(selected()).toBe('hub-eus2');
  });

  it('picks beside the selection while Shift is held, and says so in the name', async () => {
    const picks: string[] = [];
    const view = (picked: ReadonlySet<ResourceKey>) => (
      <MapView
        topology={contoso}
        shown={undefined}
        selection={undefined}
        onSelect={({ key } = { kind: 'vnet', key: 'nothing' as ResourceKey }) => picks.push(`selects ${key}`)}
        grouping="none"
        theme="light"
        estate="test"
        picked={picked}
        onPick={([key], how) => picks.push(`${how} ${key?.split('/').pop()}`)}
      />
    );
    const { rerender } = render(view(new Set()));
    fireEvent.click(await vnet('hub-eus2'), { shiftKey: true });
    expect(picks).toEqual(['toggle hub-eus2']);
    const key = [...contoso.vnets.keys()].filter((one) => one.endsWith('/hub-eus2'));
    rerender(view(new Set(key)));
    expect((await vnet('hub-eus2')).getAttribute('aria-label')).toMatch(/, picked$/);
    expect((await vnet('hub-weu')).getAttribute('aria-label')).not.toContain('picked');
  });

  it('leaves an Escape to the shell when there is nothing to call off', async () => {
    render(<Shell topology={contoso} />);
    fireEvent.click(await vnet('hub-eus2'));
    expect(fireEvent.keyDown(await vnet('hub-eus2'), { key: 'Escape' })).toBe(false);
    expect(fireEvent.keyDown(await vnet('hub-eus2'), { key: 'Escape' })).toBe(true);
  });

  it('takes what a refresh brings and keeps every VNet that stays in its place', async () => {
    const { rerender } = render(<Shell topology={topologyOf('# One\nvnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nhub <-> a\n')} />);
    const before = (await vnet('hub')).parentElement?.getAttribute('style');
    act(() =>
      rerender(
        <Shell
          topology={topologyOf('# Two\nvnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nhub <-> a\nhub -> b Initiated\n')}
        />,
      ),
    );
    expect((await vnet('b')).getAttribute('aria-label')).toBe('b, 1 peering, 1 half-configured');
    expect((await vnet('hub')).parentElement?.getAttribute('style')).toBe(before);
  });
});

describe('legend', () => {
  it('explains every look of the table', () => {
    render(<Legend />);
    for (const look of LOOKS) {
      expect(screen.getByText(HALF_LOOKS[look].sentence)).toBeDefined();
      expect(screen.getAllByText(HALF_LOOKS[look].label).length).toBeGreaterThan(0);
    }
    cleanup();
  });
});
