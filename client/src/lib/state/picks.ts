/** What happens to the picks: each VNet becomes the opposite of what it was, or all of them are picked, or none is any more. */
export type PickHow = 'toggle' | 'add' | 'remove';

const IS_PICKED: Readonly<Record<PickHow, (was: boolean) => boolean>> = {
  toggle: (was) => !was,
  add: () => true,
  remove: () => false,
};

/** The picks after that was done to these VNets, by their keys or numbers; those that were picked before keep their order. */
export function pickedWith<K>(picked: ReadonlySet<K>, keys: Iterable<K>, how: PickHow): ReadonlySet<K> {
  const next = new Set(picked);
  for (const key of new Set(keys)) {
    if (IS_PICKED[how](picked.has(key))) next.add(key);
    else next.delete(key);
  }
  return next;
}

/** Whether a click is to pick beside what is picked, and not to select: Shift, Ctrl or ⌘ is held. */
export const isPicking = ({ shiftKey, ctrlKey, metaKey }: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>): boolean =>
  shiftKey || ctrlKey || metaKey;
