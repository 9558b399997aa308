/** Knows what a set of VNets and peerings would be called by a person: hub-and-spoke, mesh, chain, island; refuses to know what is wrong with it. */
export { byName, type GraphNode, graphOf, type ShapeGraph } from './graph.ts';
export { type Confidence, type HubEvidence, sayEvidence } from './hub.ts';
export { componentsOf, type Part, partsOf, type Tail } from './parts.ts';
export { peeringsOfMesh, sayShape, shapesAsText } from './say.ts';
export { findHubs, findShapes, membersOf, type SaidRole, type SaidRoles, type Shape, type Shapes, type VNetPair } from './shapes.ts';
