/**
 * Refusals whose code nobody has published (azure-semantics §11). Every one of these is sandbox-invented: the rule is real,
 * the name is ours. No program may decide by them; the messages say what a person needs.
 */
export const INVENTED = {
  /** The message is Azure's own, seen in the field; only its code is not known. */
  remoteOffersNoTransit: 'SandboxRemotePeeringHasNoGatewayTransit',
  ownGatewayAndRemoteGateway: 'SandboxVnetWithGatewayCannotUseRemoteGateways',
  secondRemoteGateway: 'SandboxAnotherPeeringAlreadyUsesRemoteGateways',
  transitInUse: 'SandboxGatewayTransitIsInUse',
  tooManyPeerings: 'SandboxPeeringCountLimitReached',
  remoteCannotChange: 'SandboxRemoteVnetOfPeeringCannotBeChanged',
  remoteMissing: 'SandboxRemoteVnetOfPeeringIsMissing',
  unknownOperation: 'SandboxOperationNotServed',
  unknownQueryParameter: 'SandboxQueryParameterNotServed',
} as const;
