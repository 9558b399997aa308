/** The filter box with its suggestions, and the filter help. */
export { FilterHelp } from './filter-help.tsx';
export { SearchBox } from './search-box.tsx';
