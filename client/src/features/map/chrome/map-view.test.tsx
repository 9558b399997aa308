import type { ResourceKey } from '@peerscape/shared/arm';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HALF_STATUS_STYLES, HALF_STATUSES } from '../../../lib/format/half-status-styles.ts';
import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import { elementsOf } from '../model/elements.ts';
import { keyOf, topologyOf } from '../testing/map-fixtures.ts';
import { Legend } from './legend.tsx';
import { MapView } from './map-view.tsx';

const contoso = topologyOf('contoso');

/** Renders the map in a minimal shell that stores the focused item. */
function Shell({ topology }: { topology: typeof contoso }) {
  const [focused, setFocused] = useState<FocusedItem>();
  return (
    <>
      <MapView topology={topology} shown={undefined} focused={focused} onInspect={setFocused} grouping="none" theme="light" estate="test" />
      <output>{focused?.key.split('/').pop() ?? 'nothing'}</output>
    </>
  );
}

const vnet = (name: string) => screen.findByRole('button', { name: new RegExp(`^${name},`) });
const focusedName = () => screen.getByRole('status').textContent;

describe('the map without a canvas', () => {
  beforeEach(() => localStorage.clear());
  afterEach(cleanup);

  it('gives every VNet and ghost an accessible name', async () => {
    render(<Shell topology={contoso} />);
    expect((await vnet('hub-weu')).getAttribute('aria-label')).toMatch(
      /^hub-weu, \d+ peerings, \d+ half-configured, \d+ more needs? attention$/,
    );
    expect((await vnet('fabrikam-dmz')).getAttribute('aria-label')).toBe('fabrikam-dmz, not visible to you, 1 peering');
    expect(screen.getAllByRole('button', { pressed: false })).toHaveLength(contoso.vnets.size + contoso.ghosts.size);
  });

  it('focuses a VNet, follows peerings with arrows and clears with Escape', async () => {
    render(<Shell topology={contoso} />);
    fireEvent.click(await vnet('hub-eus2'));
    expect(focusedName()).toBe('hub-eus2');
    expect((await vnet('hub-eus2')).getAttribute('aria-pressed')).toBe('true');
    fireEvent.keyDown(await vnet('hub-eus2'), { key: 'ArrowLeft' });
    expect(focusedName()).not.toBe('hub-eus2');
    const neighbour = focusedName() ?? '';
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(new RegExp(`^${neighbour},`)));
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
    expect(focusedName()).toBe('nothing');
  });

  it('hides VNets that do not match the filter, but not the focused one', async () => {
    const hub = keyOf(elementsOf(contoso, 'none'), 'hub-weu');
    const focused = keyOf(elementsOf(contoso, 'none'), 'hub-eus2');
    const view = (focusedItem?: FocusedItem) => (
      <MapView
        topology={contoso}
        shown={new Set([hub])}
        shownLines={new Set()}
        hidesOthers
        focused={focusedItem}
        onInspect={() => undefined}
        grouping="none"
        theme="light"
        estate="test"
      />
    );
    const names = () => screen.getAllByRole('button', { pressed: false }).map((button) => button.getAttribute('aria-label')?.split(',')[0]);
    const { rerender } = render(view());
    await vnet('hub-weu');
    expect(names()).toEqual(['hub-weu']);
    rerender(view({ kind: 'vnet', key: focused }));
    expect((await vnet('hub-eus2')).getAttribute('aria-pressed')).toBe('true');
  });

  it('steps from the VNet with the keyboard focus while the inspector is closed, and Tab returns to where it was', async () => {
    render(<Shell topology={contoso} />);
    const hub = await vnet('hub-eus2');
    act(() => hub.focus());
    fireEvent.keyDown(hub, { key: 'ArrowLeft' });
    await waitFor(() => expect(document.activeElement).not.toBe(hub));
    expect(document.activeElement?.getAttribute('data-key')).toBeTruthy();
    expect(document.activeElement?.getAttribute('tabindex')).toBe('0');
    expect(focusedName()).toBe('nothing');
  });

  it('announces that no peering leads in the direction of an arrow', async () => {
    render(<Shell topology={contoso} />);
    const island = await vnet('lab-island');
    fireEvent.keyDown(island, { key: 'ArrowUp' });
    expect(
      screen
        .getByText('lab-island has no peering with a VNet above it. Shift and the arrow key goes to any VNet.')
        .getAttribute('aria-live'),
    ).toBe('polite');
    fireEvent.keyDown(island, { key: 'ArrowUp', shiftKey: true });
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^\S+,/));
  });

  it('names the missing end of a broken peering in the description of its VNets', async () => {
    render(<Shell topology={contoso} />);
    expect((await vnet('dev-03-weu')).getAttribute('aria-description')).toContain('Missing: hub-weu → dev-03-weu');
  });

  it('leaves keys with modifiers to the browser and the shell', async () => {
    render(<Shell topology={contoso} />);
    fireEvent.click(await vnet('hub-eus2'));
    for (const key of ['ArrowLeft', '+', 'k']) expect(fireEvent.keyDown(await vnet('hub-eus2'), { key, ctrlKey: true })).toBe(true);
    expect(focusedName()).toBe('hub-eus2');
  });

  it('toggles multi-selection while Shift is held, and shows it in the accessible name', async () => {
    const calls: string[] = [];
    const view = (selected: ReadonlySet<ResourceKey>) => (
      <MapView
        topology={contoso}
        shown={undefined}
        focused={undefined}
        onInspect={({ key } = { kind: 'vnet', key: 'nothing' as ResourceKey }) => calls.push(`focus ${key}`)}
        grouping="none"
        theme="light"
        estate="test"
        selected={selected}
        onChangeSelected={([key], change) => calls.push(`${change} ${key?.split('/').pop()}`)}
      />
    );
    const { rerender } = render(view(new Set()));
    fireEvent.click(await vnet('hub-eus2'), { shiftKey: true });
    expect(calls).toEqual(['toggle hub-eus2']);
    const key = [...contoso.vnets.keys()].filter((one) => one.endsWith('/hub-eus2'));
    rerender(view(new Set(key)));
    expect((await vnet('hub-eus2')).getAttribute('aria-label')).toMatch(/, selected$/);
    expect((await vnet('hub-weu')).getAttribute('aria-label')).not.toContain('selected');
  });

  it('leaves Escape to the shell when there is nothing to cancel', async () => {
    render(<Shell topology={contoso} />);
    fireEvent.click(await vnet('hub-eus2'));
    expect(fireEvent.keyDown(await vnet('hub-eus2'), { key: 'Escape' })).toBe(false);
    expect(fireEvent.keyDown(await vnet('hub-eus2'), { key: 'Escape' })).toBe(true);
  });

  it('applies a refresh and keeps the positions of existing VNets', async () => {
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
  it('collapses a section and remembers it', () => {
    render(<Legend theme="light" />);
    const heading = () => screen.getByRole('button', { name: 'On a VNet' });
    expect(screen.getByText('Does not match the filter')).toBeDefined();
    fireEvent.click(heading());
    expect(heading().getAttribute('aria-expanded')).toBe('false');
    cleanup();
    render(<Legend theme="light" />);
    expect(heading().getAttribute('aria-expanded')).toBe('false');
    expect(screen.getByText('Does not match the filter').closest('dl')?.hidden).toBe(true);
    fireEvent.click(heading());
    expect(heading().getAttribute('aria-expanded')).toBe('true');
    cleanup();
  });

  it('explains every half status', () => {
    render(<Legend theme="light" />);
    for (const status of HALF_STATUSES) {
      expect(screen.getByText(HALF_STATUS_STYLES[status].sentence)).toBeDefined();
      expect(screen.getAllByText(HALF_STATUS_STYLES[status].label).length).toBeGreaterThan(0);
    }
    cleanup();
  });
});
