/** Connecting two VNets: picking them, and the sheet with both halves. */
export { ConnectSheet } from './connect-sheet.tsx';
export { PickTwo } from './pick-two.tsx';
