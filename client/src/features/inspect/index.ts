/** The panel about what is selected. */
export { Inspector } from './inspector.tsx';
