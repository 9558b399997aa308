import { type ArmError, frontEndError } from './operation-handler.ts';

/** Name, display name and geography group of the most common regions. */
export const REGIONS: readonly (readonly [string, string, string])[] = [
  ['eastus', 'East US', 'US'],
  ['eastus2', 'East US 2', 'US'],
  ['southcentralus', 'South Central US', 'US'],
  ['westus2', 'West US 2', 'US'],
  ['westus3', 'West US 3', 'US'],
  ['centralus', 'Central US', 'US'],
  ['northcentralus', 'North Central US', 'US'],
  ['westus', 'West US', 'US'],
  ['westcentralus', 'West Central US', 'US'],
  ['canadacentral', 'Canada Central', 'Canada'],
  ['canadaeast', 'Canada East', 'Canada'],
  ['brazilsouth', 'Brazil South', 'South America'],
  ['northeurope', 'North Europe', 'Europe'],
  ['westeurope', 'West Europe', 'Europe'],
  ['swedencentral', 'Sweden Central', 'Europe'],
  ['uksouth', 'UK South', 'Europe'],
  ['ukwest', 'UK West', 'Europe'],
  ['francecentral', 'France Central', 'Europe'],
  ['germanywestcentral', 'Germany West Central', 'Europe'],
  ['italynorth', 'Italy North', 'Europe'],
  ['norwayeast', 'Norway East', 'Europe'],
  ['polandcentral', 'Poland Central', 'Europe'],
  ['spaincentral', 'Spain Central', 'Europe'],
  ['switzerlandnorth', 'Switzerland North', 'Europe'],
  ['southafricanorth', 'South Africa North', 'Africa'],
  ['uaenorth', 'UAE North', 'Middle East'],
  ['qatarcentral', 'Qatar Central', 'Middle East'],
  ['israelcentral', 'Israel Central', 'Middle East'],
  ['centralindia', 'Central India', 'Asia Pacific'],
  ['southindia', 'South India', 'Asia Pacific'],
  ['eastasia', 'East Asia', 'Asia Pacific'],
  ['southeastasia', 'Southeast Asia', 'Asia Pacific'],
  ['japaneast', 'Japan East', 'Asia Pacific'],
  ['japanwest', 'Japan West', 'Asia Pacific'],
  ['koreacentral', 'Korea Central', 'Asia Pacific'],
  ['australiaeast', 'Australia East', 'Asia Pacific'],
  ['australiasoutheast', 'Australia Southeast', 'Asia Pacific'],
];

/** Display names of the regions, as used in the locations of resource providers. */
export const REGION_DISPLAY_NAMES: readonly string[] = REGIONS.map(([, displayName]) => displayName);

/** Returns the name of a region from its name or display name: `West Europe` → `westeurope`. */
export const regionNameOf = (location: string): string => location.toLowerCase().replaceAll(' ', '');

const REGION_NAMES = new Set(REGIONS.map(([name]) => name));

/** Returns an error if a body has no location, or one that does not exist. */
export function regionProblem(type: string, location: string | undefined): ArmError | undefined {
  return unavailableProblem(type, location, REGION_NAMES);
}

const GLOBAL = new Set(['global']);

/** Returns an error if the body of a resource without a region has another location than `global`. */
export const globalLocationProblem = (type: string, location: string | undefined): ArmError | undefined =>
  unavailableProblem(type, location, GLOBAL);

function unavailableProblem(type: string, location: string | undefined, available: ReadonlySet<string>): ArmError | undefined {
  if (!location) return frontEndError(400, 'LocationRequired', 'The location property is required for this definition.');
  if (available.has(regionNameOf(location))) return undefined;
  return frontEndError(
    400,
    'LocationNotAvailableForResourceType',
    `The provided location '${location}' is not available for resource type '${type}'. List of available regions for the resource type is '${[...available].join(',')}'.`,
  );
}

/** Returns an error if a resource exists in another region: Azure does not move it. */
export function movedProblem(name: string, resourceGroup: string, location: string, before: string | undefined): ArmError | undefined {
  const region = regionNameOf(location);
  if (before === undefined || before === region) return undefined;
  return frontEndError(
    409,
    'InvalidResourceLocation',
    `The resource '${name}' already exists in location '${before}' in resource group '${resourceGroup}'. A resource with the same name cannot be created in location '${region}'. Please select a new resource name.`,
  );
}
