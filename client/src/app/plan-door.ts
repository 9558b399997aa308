import { lazy } from 'react';

/** The review of a plan, an apply and their history; fetched when first shown. */
export const PlanPanel = lazy(async () => ({ default: (await import('../features/plan/plan.tsx')).PlanPanel }));
export const ApplyPanel = lazy(async () => ({ default: (await import('../features/plan/plan.tsx')).ApplyPanel }));
export const HistoryPanel = lazy(async () => ({ default: (await import('../features/plan/plan.tsx')).HistoryPanel }));
