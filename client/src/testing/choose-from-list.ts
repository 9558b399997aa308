import { act, screen } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';

/**
 * Types into the list that asks that, waits until it marks what is meant, and picks it. Under happy-dom what hides the page behind a dialog
 * now and then takes the dialog for a part of that page, so it is looked for among the hidden too; the journeys look in a real browser.
 */
export async function chooseFromList(user: UserEvent, question: string, text: string, option: RegExp): Promise<void> {
  await user.type(await screen.findByRole('combobox', { name: question, hidden: true }), text);
  await screen.findByRole('option', { name: option, selected: true, hidden: true });
  // a list is drawn a moment before it listens, which only a test is quick enough to notice
  await act(() => new Promise((done) => setTimeout(done, 0)));
  await user.keyboard('{Enter}');
}

/** Runs a command by name, from the palette. */
export async function runCommand(user: UserEvent, text: string, option: RegExp = new RegExp(text)): Promise<void> {
  await user.keyboard('{Control>}k{/Control}');
  await chooseFromList(user, 'Commands', text, option);
}
