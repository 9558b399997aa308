/**
 * Layout of the VNets within a group: chosen by shape, every component as a hub-and-spoke around its hubs,
 * or every component on a circle.
 */
export type Layout = 'auto' | 'hub-and-spoke' | 'mesh';
