import { list, type OperationHandler } from '../arm/operation-handler.ts';

/** Name, display name and geography group of the most common regions. */
const REGIONS: readonly (readonly [string, string, string])[] = [
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
export const REGION_NAMES: readonly string[] = REGIONS.map(([, displayName]) => displayName);

export const listLocations: OperationHandler = (_store, _clock, { params: { subscriptionId = '' } }) =>
  list(REGIONS, ([name, displayName, geographyGroup]) => ({
    id: `/subscriptions/${subscriptionId}/locations/${name}`,
    name,
    type: 'Region',
    displayName,
    regionalDisplayName: `(${geographyGroup}) ${displayName}`,
    metadata: { regionType: 'Physical', regionCategory: 'Recommended', geographyGroup, geography: geographyGroup },
  }));
