/** Creates instructions for changes that someone else must make, as text and as az (Bash, PowerShell), Bicep and Terraform code. Does not make changes. */
export { type HandOff, handOffTexts } from './hand-off.ts';
export type { Role } from './role.ts';
export { routeHandOff, routeNameFor } from './route-hand-off.ts';
export type { NextHop, RouteChange, RouteTableChange } from './route-table-change.ts';
export type { Setting } from './settings.ts';
