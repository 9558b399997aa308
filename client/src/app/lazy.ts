import { lazy } from 'react';
import { loadFindings } from '../features/health/index.ts';
import { loadPlanPanels } from '../features/plan/index.ts';
import { loadTourPanel } from '../features/tour/index.ts';

export type { Grouping, Layout, Light, MapHandle } from '../features/map/index.ts';

/** Fetches the map's code; asked for early, it comes while the snapshot does. */
export const fetchMap = () => import('../features/map/index.ts');
const fetchGoals = () => import('../features/goals/index.ts');

// what is fetched when first shown: the map is the heaviest part of the client
export const MapView = lazy(async () => ({ default: (await fetchMap()).MapView }));
export const Legend = lazy(async () => ({ default: (await fetchMap()).Legend }));
export const ExportDialog = lazy(async () => ({ default: (await (await fetchMap()).loadExportDialog()).ExportDialog }));
export const GoalPanel = lazy(async () => ({ default: (await fetchGoals()).GoalPanel }));
export const ComparePanel = lazy(async () => ({ default: (await fetchGoals()).ComparePanel }));
export const FindingsView = lazy(async () => ({ default: (await loadFindings()).FindingsView }));
export const FindingPanel = lazy(async () => ({ default: (await loadFindings()).FindingPanel }));
export const PlanPanel = lazy(async () => ({ default: (await loadPlanPanels()).PlanPanel }));
export const ApplyPanel = lazy(async () => ({ default: (await loadPlanPanels()).ApplyPanel }));
export const HistoryPanel = lazy(async () => ({ default: (await loadPlanPanels()).HistoryPanel }));
export const TourPanel = lazy(async () => ({ default: (await loadTourPanel()).TourPanel }));
