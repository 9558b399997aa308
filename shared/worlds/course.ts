/** The fixture of the guided tour: three VNets in a chain, where vnet1 and vnet3 do not reach each other, and further VNets for later stops. */
export const course = `# Course: vnet1 and vnet3 are both peered with vnet2, and still do not reach each other.

in sub=course region=westeurope rg=rg-course
vnet vnet1 10.1.0.0/16
vnet vnet2 10.2.0.0/16
vnet vnet3 10.3.0.0/16
subnet vnet1/default 10.1.0.0/24
subnet vnet2/default 10.2.0.0/24
subnet vnet3/default 10.3.0.0/24

vnet1 <-> vnet2
vnet2 <-> vnet3

# vnet4 is within the address space of vnet2; the hub has no spokes yet
vnet vnet4 10.2.128.0/17
vnet hub 10.0.0.0/16 gateway nva=10.0.1.4
`;
