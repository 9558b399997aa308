/** Detects the shapes of an estate: hub-and-spoke, mesh, ring, chain, tree, island, connected group. Does not check for problems. */

export { describeShape, formatShapes, peeringsOfMesh } from './describe-shape.ts';
export { byName, type GraphNode, graphOf, type ShapeGraph } from './graph.ts';
export { type Confidence, confidenceOf, describeEvidence, describeHubResources, type HubEvidence } from './hub.ts';
export { collectHubEvidence, couldBeHubs, findHubs, type RoleOverride, type RoleOverrides } from './hubs.ts';
export { componentsOf, type Part, partsOf, type Tail } from './parts.ts';
export { findShapes, membersOf, type Shape, type Shapes, type VNetPair } from './shapes.ts';
