import { lazy } from 'react';
import { loadAddresses } from '../features/addresses/index.ts';
import { loadChangesPanel } from '../features/files/index.ts';
import { loadFindings } from '../features/health/index.ts';
import { loadPlanPanels } from '../features/plan/index.ts';
import { loadReach } from '../features/reach/index.ts';
import { loadTourPanel } from '../features/tour/index.ts';

export type { HighlightReason, Layout, MapHandle } from '../features/map/index.ts';

/** Loads the code of the map. Call it early to load the code in parallel with the snapshot. */
export const fetchMap = () => import('../features/map/index.ts');
const loadGoals = () => import('../features/goals/index.ts');

// Components that are loaded when first shown; the map is the largest chunk of the client.
export const MapView = lazy(async () => ({ default: (await fetchMap()).MapView }));
export const Legend = lazy(async () => ({ default: (await fetchMap()).Legend }));
export const ExportDialog = lazy(async () => ({ default: (await (await fetchMap()).loadExportDialog()).ExportDialog }));
export const ChangesPanel = lazy(async () => ({ default: (await loadChangesPanel()).ChangesPanel }));
export const GoalPanel = lazy(async () => ({ default: (await loadGoals()).GoalPanel }));
export const ComparePanel = lazy(async () => ({ default: (await loadGoals()).ComparePanel }));
export const AddressesView = lazy(async () => ({ default: (await loadAddresses()).AddressesView }));
export const FindingsView = lazy(async () => ({ default: (await loadFindings()).FindingsView }));
export const FindingPanel = lazy(async () => ({ default: (await loadFindings()).FindingPanel }));
export const PlanPanel = lazy(async () => ({ default: (await loadPlanPanels()).PlanPanel }));
export const ApplyPanel = lazy(async () => ({ default: (await loadPlanPanels()).ApplyPanel }));
export const HistoryPanel = lazy(async () => ({ default: (await loadPlanPanels()).HistoryPanel }));
export const ExpectationsPanel = lazy(async () => ({ default: (await loadReach()).ExpectationsPanel }));
export const MatrixView = lazy(async () => ({ default: (await loadReach()).MatrixView }));
export const ReachPanel = lazy(async () => ({ default: (await loadReach()).ReachPanel }));
export const RoutesPanel = lazy(async () => ({ default: (await loadReach()).RoutesPanel }));
export const VNetReachPanel = lazy(async () => ({ default: (await loadReach()).VNetReachPanel }));
export const TourPanel = lazy(async () => ({ default: (await loadTourPanel()).TourPanel }));
