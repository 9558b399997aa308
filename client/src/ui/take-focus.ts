/** Selects fields that take text. */
export const TEXT_FIELDS = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable="true"]';

/** Focuses an element that has appeared, unless the user is typing: what is loaded late must not take the focus from a text field. */
export function takeFocus(element: HTMLElement | null): void {
  if (!document.activeElement?.matches(TEXT_FIELDS)) element?.focus({ preventScroll: true });
}
