/** Connects two VNets: a picker for the pair, and a sheet with the options of both halves. */
export { ConnectSheet } from './connect-sheet.tsx';
export { VNetPairPicker } from './vnet-pair-picker.tsx';
