import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drawnWorld } from '../testing/drawn-world.ts';
import { ExportDialog } from './export-dialog.tsx';
import { needed } from './save.ts';

const drawn = drawnWorld('contoso');
const shown = { source: { kind: 'sandbox', name: 'contoso (sandbox)' }, readAt: '2026-11-28T18:40:12Z', filter: '' } as const;
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
  const said: string[] = [];
  const onClose = vi.fn();
  render(<ExportDialog open drawn={() => drawn} shown={shown} onClose={onClose} onSay={(text) => said.push(text)} />);
  return { said, onClose, user: userEvent.setup() };
}
const radio = (name: RegExp) => screen.getByRole<HTMLInputElement>('radio', { name });

test('what is chosen is saved under a name that says it, told, and offered again the next time', async () => {
  const { user, said, onClose } = open();
  await user.click(radio(/^draw.io/));
  await user.click(screen.getByRole('checkbox', { name: 'Include the legend' }));
  await user.click(screen.getByRole('button', { name: 'Save contoso-map-2026-11-28.drawio' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(said).toEqual(['Saved contoso-map-2026-11-28.drawio.']);
  expect(await saved[0]?.text()).toMatch(/^<\?xml .*\n<mxfile /);
  cleanup();
  open();
  expect(radio(/^draw.io/).checked).toBe(true);
  expect(screen.getByRole<HTMLInputElement>('checkbox').checked).toBe(false);
});

test('a picture says how many pixels it will have, and which scale is the largest when that is too many', async () => {
  const { user } = open();
  await user.click(radio(/^PNG/));
  expect(screen.getByText(/^[\d,]+ × [\d,]+ pixels$/)).toBeTruthy();
  await user.click(radio(/^Other/));
  const box = screen.getByRole('textbox', { name: 'Scale, as a number' });
  await user.clear(box);
  await user.type(box, '40');
  expect(screen.getByText(/are more than a browser can draw\. The largest scale here is [\d.]+×\./)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /^Save / }).disabled).toBe(true);
  await user.clear(box);
  await user.type(box, '1,5');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /^Save / }).disabled).toBe(false);
});

test('a picture that the browser cannot draw is told, and nothing is saved', async () => {
  const { user, onClose } = open();
  await user.click(radio(/^PNG/));
  await user.click(screen.getByRole('button', { name: /^Save / }));
  expect(await screen.findByText('The file could not be made')).toBeTruthy();
  expect(saved).toEqual([]);
  expect(onClose).not.toHaveBeenCalled();
});

test('all that a file is made of can be handed to a worker', () => {
  for (const format of ['svg', 'png', 'drawio'] as const) {
    const copy = structuredClone({ ...drawn, topology: needed({ format, drawn }) });
    expect(copy.picture.scene.nodes).toEqual(drawn.picture.scene.nodes);
    expect(copy.topology.peerings.size).toBe(format === 'png' ? 0 : drawn.topology.peerings.size);
  }
});
