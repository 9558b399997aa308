/**
 * Errors whose code is not documented (azure-semantics §11). The behaviour is real, but the codes are invented by the sandbox, so programs
 * must not depend on them; the messages are sufficient for users.
 */
export const INVENTED = {
  /** The message is Azure's; only its code is unknown. */
  remoteOffersNoTransit: 'SandboxRemotePeeringHasNoGatewayTransit',
  ownGatewayAndRemoteGateway: 'SandboxVnetWithGatewayCannotUseRemoteGateways',
  secondRemoteGateway: 'SandboxAnotherPeeringAlreadyUsesRemoteGateways',
  transitInUse: 'SandboxGatewayTransitIsInUse',
  tooManyPeerings: 'SandboxPeeringCountLimitReached',
  remoteCannotChange: 'SandboxRemoteVnetOfPeeringCannotBeChanged',
  remoteMissing: 'SandboxRemoteVnetOfPeeringIsMissing',
  gatewayTypeCannotChange: 'SandboxGatewayTypeCannotBeChanged',
  gatewaySkuDoesNotFit: 'SandboxGatewaySkuDoesNotFit',
  gatewayConfigurations: 'SandboxGatewayIpConfigurationsDoNotFit',
  secondGatewayOfType: 'SandboxVnetAlreadyHasGatewayOfType',
  gatewayBesideRemoteGateways: 'SandboxVnetThatUsesRemoteGatewaysCannotHaveGateway',
  gatewayWithoutBgp: 'SandboxGatewayDoesNotSupportBgp',
  gatewayUsedByPeering: 'SandboxGatewayIsUsedByPeering',
  asnNotAllowed: 'SandboxAsnNotAllowed',
  localGateway: 'SandboxLocalNetworkGatewayDoesNotFit',
  circuitWithoutProvider: 'SandboxCircuitHasNoServiceProvider',
  circuitIsProvisioned: 'SandboxCircuitIsProvisioned',
  circuitNotReady: 'SandboxCircuitIsNotReady',
  connectionEnds: 'SandboxConnectionEndsDoNotFit',
  connectionBgp: 'SandboxConnectionCannotUseBgp',
  policyBasedConnection: 'SandboxPolicyBasedGatewayHasOneConnection',
  sharedKeyNotAllowed: 'SandboxSharedKeyNotAllowed',
  deploymentMode: 'SandboxDeploymentModeNotServed',
  unknownOperation: 'SandboxOperationNotServed',
  unknownQueryParameter: 'SandboxQueryParameterNotServed',
} as const;
