import { lazy } from 'react';

/** The panels of goals; fetched when first shown. */
export const GoalPanel = lazy(async () => ({ default: (await import('../features/goals/goals.tsx')).GoalPanel }));
export const ComparePanel = lazy(async () => ({ default: (await import('../features/goals/goals.tsx')).ComparePanel }));
