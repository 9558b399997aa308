/** Goals for several VNets: a mesh, a hub, spokes that move, and comparing what each takes. */
export { ComparePanel, GoalPanel } from './goals.tsx';
