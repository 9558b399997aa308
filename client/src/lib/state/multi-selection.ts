/** Change to a multi-selection: toggle each item, add all items, or remove all items. */
export type SelectionChange = 'toggle' | 'add' | 'remove';

const IS_SELECTED_AFTER: Readonly<Record<SelectionChange, (was: boolean) => boolean>> = {
  toggle: (was) => !was,
  add: () => true,
  remove: () => false,
};

/** Applies a change to a multi-selection of keys or indices; items that stay selected keep their order. */
export function changeSelection<K>(selected: ReadonlySet<K>, keys: Iterable<K>, change: SelectionChange): ReadonlySet<K> {
  const next = new Set(selected);
  for (const key of new Set(keys)) {
    if (IS_SELECTED_AFTER[change](selected.has(key))) next.add(key);
    else next.delete(key);
  }
  return next;
}

/** Returns true when a click changes the multi-selection instead of the focused item: Shift, Ctrl or ⌘ is down. */
export const isMultiSelectClick = ({ shiftKey, ctrlKey, metaKey }: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>): boolean =>
  shiftKey || ctrlKey || metaKey;
