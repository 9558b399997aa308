import { describe, expect, test } from 'vitest';
import { describeBinary, describeJson, describeText } from './other-formats.ts';

describe('a file that is no estate is named', () => {
  test.each([
    ['gzip', [0x1f, 0x8b, 8], 'gzip'],
    ['ZIP', [0x50, 0x4b, 3, 4], 'ZIP'],
  ])('%s', (_name, bytes, expected) => {
    expect(describeBinary(Uint8Array.from(bytes))).toContain(expected);
  });

  test.each([
    ['CSV of the portal', '"NAME","TYPE","RESOURCE GROUP"\n"hub","Virtual network","rg"\n', 'CSV'],
    ['CSV of another tool', 'name,region,cidr\nhub,weu,10.0.0.0/16\n', 'CSV'],
    [
      'az -o table',
      'Name    ResourceGroup    Location\n------  ---------------  ----------\nhub     rg               westeurope\n',
      '-o table',
    ],
    ['az -o tsv', 'hub\trg\twesteurope\t10.0.0.0/16\n', '-o tsv'],
    ['az -o yaml', '- addressSpace:\n    addressPrefixes:\n    - 10.0.0.0/16\n', 'YAML'],
    ['an error of az', 'ERROR: (AuthorizationFailed) No rights\nCode: AuthorizationFailed\n', '“ERROR: (AuthorizationFailed) No rights”'],
    ['az without a session', 'Please run "az login" to access your accounts.\n', '“Please run "az login"'],
    ['a web page', '<!DOCTYPE html><html></html>', 'web page'],
    ['Terraform', 'resource "azurerm_virtual_network" "hub" {\n}\n', 'Terraform configuration'],
    ['Bicep', "param location string\nresource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {}\n", 'Bicep'],
  ])('%s', (_name, text, expected) => {
    expect(describeText(text)).toContain(expected);
  });

  test.each([
    ['an error of ARM', { error: { code: 'AuthorizationFailed', message: 'No.' } }, 'AuthorizationFailed: No.'],
    ['an error without a wrapper', { code: 'NotFound', message: 'Gone.' }, 'NotFound: Gone.'],
    ['Pulumi', { version: 3, deployment: { resources: [] } }, 'Pulumi'],
    ['template parameters', { $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#' }, 'parameters'],
  ])('%s', (_name, json, expected) => {
    expect(describeJson(json)).toContain(expected);
  });

  test('and others are not guessed at', () => {
    expect(describeBinary(Buffer.from('[]'))).toBeUndefined();
    expect(describeText('[]')).toBeUndefined();
    expect(describeText('{"a": 1, "b": 2, "c": 3}')).toBeUndefined();
    expect(describeText('hello')).toBeUndefined();
    expect(describeJson({ hello: 1 })).toBeUndefined();
    expect(describeJson([])).toBeUndefined();
  });
});
