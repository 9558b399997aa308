import { act, screen } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';

/**
 * Types into the combobox with that label, waits until the option is active, and chooses it. In happy-dom, hiding the page behind a dialog
 * sometimes hides the dialog too, so hidden elements are included; the journeys check visibility in a real browser.
 */
export async function chooseFromList(user: UserEvent, question: string, text: string, option: RegExp): Promise<void> {
  await user.type(await screen.findByRole('combobox', { name: question, hidden: true }), text);
  await screen.findByRole('option', { name: option, selected: true, hidden: true });
  // the list is rendered a moment before it handles keys, and only a test is fast enough to notice
  await act(() => new Promise((done) => setTimeout(done, 0)));
  await user.keyboard('{Enter}');
}

/** Runs a command by name from the palette. */
export async function runCommand(user: UserEvent, text: string, option: RegExp = new RegExp(text)): Promise<void> {
  await user.keyboard('{Control>}k{/Control}');
  await chooseFromList(user, 'Commands', text, option);
}
