import type { BundledPackage } from './lockfile.ts';

/** The part of a CycloneDX document that is used here; the rest is passed through. */
export interface Sbom {
  readonly metadata: { readonly component: object };
  readonly components: readonly {
    /** `name@version` in npm's documents. */
    readonly 'bom-ref': string;
    readonly properties?: readonly { readonly name: string; readonly value: string }[];
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

const OWN = /^(@peerscape\/(client|sandbox|server|shared)|peerscape)@/;

/** Reduces npm's bill of materials of the whole clone to what ships: Peerscape's own workspaces, and the `shipped` packages. */
export function createSbom(all: Sbom, shipped: readonly BundledPackage[]): Sbom {
  const refs = new Set(shipped.map(({ name, version }) => `${name}@${version}`));
  const isShipped = (ref: string) => refs.has(ref) || OWN.test(ref);
  return {
    ...all,
    // npm names the root after its folder
    metadata: { ...all.metadata, component: { ...all.metadata.component, name: 'peerscape', type: 'application' } },
    components: all.components
      .filter((one) => isShipped(one['bom-ref']))
      // the page's packages ship in the bundle, although they are not installed in production
      .map((one) => ({ ...one, properties: one.properties?.filter(({ name }) => name !== 'cdx:npm:package:development') ?? [] })),
    dependencies: all.dependencies
      .filter(({ ref }) => isShipped(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(isShipped) })),
  };
}
