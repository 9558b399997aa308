/** Three VNets in a chain, as every course on peering teaches it: vnet1 and vnet3 do not reach each other. Beside them what the guided tour needs further on. */
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

# vnet4 lies within vnet2's addresses; the hub waits for its spokes
vnet vnet4 10.2.128.0/17
vnet hub 10.0.0.0/16 gateway nva=10.0.1.4
`;
