/** Knows what a set of VNets and peerings would be called by a person: hub-and-spoke, mesh, chain, island; refuses to know what is wrong with it. */
export { byName, type GraphNode, graphOf, type ShapeGraph } from './graph.ts';
export { type Confidence, confidenceOf, type HubEvidence, describeEvidence, describeHubResources } from './hub.ts';
export { couldBeHubs, findHubs, collectHubEvidence, type SaidRole, type SaidRoles } from './hubs.ts';
export { componentsOf, type Part, partsOf, type Tail } from './parts.ts';
export { peeringsOfMesh, sayShape, formatShapes } from './say.ts';
export { findShapes, membersOf, type Shape, type Shapes, type VNetPair } from './shapes.ts';
