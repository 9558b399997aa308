import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { AnnounceProvider } from './announce-provider.tsx';
import { MessageSlot } from './message-slot.tsx';
import { useAnnounce } from './use-announce.ts';

afterEach(cleanup);

function Page({ hasSlot }: { readonly hasSlot: boolean }) {
  const announce = useAnnounce();
  return (
    <>
      <button type="button" onClick={() => announce('Signed out.')}>
        Announce
      </button>
      {hasSlot ? <MessageSlot className="slot" /> : null}
    </>
  );
}

test('a message moves with the page into a live region that is empty at first, so that screen readers read it', async () => {
  const page = (hasSlot: boolean) => (
    <AnnounceProvider>
      <Page hasSlot={hasSlot} />
    </AnnounceProvider>
  );
  const { rerender } = render(page(false));
  screen.getByRole('button').click();
  const first = await screen.findByText('Signed out.');
  rerender(page(true));
  expect(first.isConnected).toBe(false);
  const region = screen.getByRole('status');
  expect([region.parentElement?.className, region.textContent]).toEqual(['slot', '']);
  await screen.findByText('Signed out.');
  expect([screen.getByRole('status'), region.textContent]).toEqual([region, 'Signed out.']);
});
