/** The filter box with its suggestions, the saved filters and the filter help. */
export { FilterHelp } from './filter-help.tsx';
export { SavedFiltersDialog } from './saved-filters-dialog.tsx';
export { SearchBox } from './search-box.tsx';
