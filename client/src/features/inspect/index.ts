/** The inspector: details of one VNet or peering, with the actions on it. */
export { Inspector } from './inspector.tsx';
