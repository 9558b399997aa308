import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Providers } from '../../app/shell/providers.tsx';
import { Gallery } from './gallery.tsx';
import { galleryFetch } from './gallery-fetch.ts';
import { Dialogs } from './sections/forms-section.tsx';
import { SECTIONS } from './sections.ts';

const UI = import.meta.glob<Readonly<Record<string, unknown>>>('../../ui/*.tsx', { eager: true });
const SOURCES = Object.values(import.meta.glob<string>('./**/*.tsx', { query: '?raw', import: 'default', eager: true })).join('\n');

const show = (element: ReactElement) => act(async () => render(<Providers session={Promise.resolve(undefined)}>{element}</Providers>));

describe('gallery of components', () => {
  beforeEach(() => {
    vi.stubGlobal('fetch', galleryFetch);
    // React reports the example of an error
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    localStorage.clear();
  });

  it('renders every specimen, and only the example of an error fails', async () => {
    const { container } = await show(<Gallery />);
    const texts = (selector: string) => [...container.querySelectorAll(selector)].map(({ textContent }) => textContent);
    for (const { id, specimens } of SECTIONS) {
      expect(texts(`#${id} figcaption`)).toEqual(specimens.map(({ title }) => title));
      expect([...container.querySelectorAll(`#${id} figure > div`)].filter((frame) => frame.childElementCount === 0)).toEqual([]);
    }
    expect(texts('[role="alert"]').filter((text) => text?.includes('stopped working'))).toEqual([
      expect.stringContaining('an example of an error in a component'),
    ]);
  });

  it('names no two specimens of a section the same', () => {
    for (const { specimens } of SECTIONS) expect(new Set(specimens.map(({ title }) => title)).size).toBe(specimens.length);
  });

  it('shows every component of ui', () => {
    const components = Object.values(UI).flatMap((module) => Object.keys(module).filter((name) => /^[A-Z][a-z]/.test(name)));
    expect(components.length).toBeGreaterThan(20);
    expect(components.filter((name) => !SOURCES.includes(`<${name}`))).toEqual([]);
  });

  it('opens every dialog', async () => {
    await show(<Dialogs />);
    const user = userEvent.setup();
    for (const label of ['Information', 'Form', 'Confirmation', 'Prompt', 'Allow changes', 'Shortcuts', 'Filter help']) {
      await user.click(screen.getByRole('button', { name: label }));
      expect(await screen.findByRole('dialog')).toBeDefined();
      await user.keyboard('{Escape}');
    }
    // behind this one nothing would work, so Escape does not close it
    await user.click(screen.getByRole('button', { name: 'Session over' }));
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
