import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drawFixture } from '../testing/drawing-fixtures.ts';
import { ExportDialog } from './export-dialog.tsx';
import { trimTopology } from './save-map.ts';

const drawing = drawFixture('contoso');
const mapSource = { source: { kind: 'sandbox', name: 'contoso (sandbox)' }, readAt: '2026-11-28T18:40:12Z', filter: '' } as const;
const saved: Blob[] = [];

beforeEach(() => {
  localStorage.clear();
  saved.length = 0;
  vi.stubGlobal('Path2D', class {});
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    if (blob instanceof Blob) saved.push(blob);
    return 'blob:test';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function open() {
  const announced: string[] = [];
  const onClose = vi.fn();
  render(<ExportDialog open getDrawing={() => drawing} origin={mapSource} onClose={onClose} onAnnounce={(text) => announced.push(text)} />);
  return { announced, onClose, user: userEvent.setup() };
}
const radio = (name: RegExp) => screen.getByRole<HTMLInputElement>('radio', { name });

test('saves the file, announces it and remembers the options', async () => {
  const { user, announced, onClose } = open();
  await user.click(radio(/^draw.io/));
  await user.click(screen.getByRole('checkbox', { name: 'Include legend' }));
  await user.click(screen.getByRole('button', { name: 'Save contoso-map-2026-11-28.drawio' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(announced).toEqual(['Saved contoso-map-2026-11-28.drawio.']);
  expect(await saved[0]?.text()).toMatch(/^<\?xml .*\n<mxfile /);
  cleanup();
  open();
  expect(radio(/^draw.io/).checked).toBe(true);
  expect(screen.getByRole<HTMLInputElement>('checkbox').checked).toBe(false);
});

test('shows the size of a PNG in pixels, and the maximum scale if it is too large', async () => {
  const { user } = open();
  await user.click(radio(/^PNG/));
  expect(screen.getByText(/^[\d,]+ × [\d,]+ pixels$/)).toBeTruthy();
  await user.click(radio(/^Custom/));
  const box = screen.getByRole('textbox', { name: 'Custom scale' });
  await user.clear(box);
  await user.type(box, '40');
  expect(screen.getByText(/is more than a browser can draw\. The maximum scale for this map is [\d.]+×\./)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /^Save / }).disabled).toBe(true);
  await user.clear(box);
  await user.type(box, '1,5');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /^Save / }).disabled).toBe(false);
});

test('shows an error and saves nothing if the browser cannot draw the PNG', async () => {
  const { user, onClose } = open();
  await user.click(radio(/^PNG/));
  await user.click(screen.getByRole('button', { name: /^Save / }));
  expect(await screen.findByText('Could not create the file')).toBeTruthy();
  expect(saved).toEqual([]);
  expect(onClose).not.toHaveBeenCalled();
});

test('a file job can be cloned for a worker', () => {
  for (const format of ['svg', 'png', 'drawio'] as const) {
    const copy = structuredClone({ ...drawing, topology: trimTopology({ format, drawing }) });
    expect(copy.picture.scene.nodes).toEqual(drawing.picture.scene.nodes);
    expect(copy.topology.peerings.size).toBe(format === 'png' ? 0 : drawing.topology.peerings.size);
  }
});
