/**
 * How VNets stand within a group: as their shapes suggest, every connected part as a hub-and-spoke around its hubs,
 * or every connected part on a circle.
 */
export type Layout = 'auto' | 'hub-and-spoke' | 'mesh';
