/** The filter language on the screen: the box with its suggestions, and the help. */
export { FilterHelp } from './filter-help.tsx';
export { SearchBox } from './search-box.tsx';
