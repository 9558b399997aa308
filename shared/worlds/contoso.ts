/** The fixture that `npm start` opens: an estate as it looks after a few years. */
export const contoso = `# Contoso: two regions, two hubs with gateway and firewall, spokes, a mesh with one missing link, a chain, an island, and one of every fault that Azure lets happen.

subscription contoso-connectivity
subscription contoso-prod
subscription contoso-nonprod
subscription contoso-data
subscription contoso-labs
subscription fabrikam-partner tenant=5f2d6a1e-77c0-4f0e-9d36-2f1f5a0c9b11

# Hubs
in sub=contoso-connectivity region=westeurope rg=rg-hub-weu
vnet hub-weu 10.100.0.0/22 gateway=Vpn,ExpressRoute firewall=10.100.1.4 dns=10.100.2.4,10.100.2.5 tag:env=prod tag:owner=network
subnet hub-weu/dns 10.100.2.0/27
in sub=contoso-connectivity region=eastus2 rg=rg-hub-eus2
vnet hub-eus2 10.200.0.0/22 gateway firewall=10.200.1.4 route-server bastion tag:env=prod tag:owner=network
subnet hub-eus2/dns 10.200.2.0/27

# Spokes in West Europe
in sub=contoso-prod region=westeurope rg=rg-prod-weu
vnet shop-prod-weu    10.101.0.0/24 tag:env=prod dns=10.100.2.4,10.100.2.5
vnet pay-prod-weu     10.101.1.0/24 10.101.64.0/24 tag:env=prod dns=10.100.2.4,10.100.2.5
vnet crm-prod-weu     10.101.2.0/24 tag:env=prod dns=10.100.2.4,10.100.2.5
vnet erp-prod-weu     10.101.3.0/24 tag:env=prod dns=10.100.2.4,10.100.2.5
vnet hr-prod-weu      10.101.4.0/24 tag:env=prod
vnet cms-prod-weu     10.101.5.0/24 tag:env=prod dns=10.100.2.4,10.100.2.5
vnet auth-prod-weu    10.101.6.0/24 tag:env=prod dns=10.100.2.4,10.100.2.5
vnet iot-prod-weu     10.101.7.0/24 tag:env=prod tag:managed-by=terraform dns=10.100.2.4,10.100.2.5
vnet ml-prod-weu      10.101.8.0/24 tag:env=prod dns=10.100.2.4,10.100.2.5
vnet bi-prod-weu      10.101.9.0/24 tag:env=prod dns=10.100.2.4,10.100.2.5
subnet shop-prod-weu/app 10.101.0.0/25
subnet pay-prod-weu/app 10.101.1.0/25
subnet crm-prod-weu/app 10.101.2.0/25
in sub=contoso-nonprod region=westeurope rg=rg-nonprod-weu
vnet shop-test-weu    10.102.0.0/24 tag:env=test dns=10.100.2.4,10.100.2.5
vnet pay-test-weu     10.102.1.0/24 tag:env=test dns=10.100.2.4,10.100.2.5
vnet crm-test-weu     10.102.2.0/24 tag:env=test dns=10.100.2.4,10.100.2.5
vnet erp-stage-weu    10.102.3.0/24 tag:env=test dns=10.100.2.4,10.100.2.5
vnet shop-stage-weu   10.102.4.0/24 tag:env=test dns=10.100.2.4,10.100.2.5
vnet dev-01-weu       10.102.5.0/24 tag:env=test dns=10.100.2.4,10.100.2.5
vnet dev-02-weu       10.102.6.0/24 tag:env=test dns=10.100.2.4,10.100.2.5
vnet dev-03-weu       10.102.7.0/24 tag:env=test dns=10.100.2.4,10.100.2.5

# Spokes in East US 2
in sub=contoso-prod region=eastus2 rg=rg-prod-eus2
vnet shop-prod-eus2   10.201.0.0/24 tag:env=prod dns=10.200.2.4
vnet pay-prod-eus2    10.201.1.0/24 tag:env=prod dns=10.200.2.4
vnet crm-prod-eus2    10.201.2.0/24 tag:env=prod dns=10.200.2.4
vnet erp-prod-eus2    10.201.3.0/24 tag:env=prod dns=10.200.2.4
vnet cms-prod-eus2    10.201.4.0/24 tag:env=prod dns=10.200.2.4
vnet auth-prod-eus2   10.201.5.0/24 tag:env=prod dns=10.200.2.4
vnet iot-prod-eus2    10.201.6.0/24 tag:env=prod dns=10.200.2.4
vnet bi-prod-eus2     10.201.7.0/24 tag:env=prod dns=10.200.2.4
subnet shop-prod-eus2/app 10.201.0.0/25
subnet pay-prod-eus2/app 10.201.1.0/25
in sub=contoso-nonprod region=eastus2 rg=rg-nonprod-eus2
vnet shop-test-eus2   10.202.0.0/24 tag:env=test dns=10.200.2.4
vnet pay-test-eus2    10.202.1.0/24 tag:env=test dns=10.200.2.4
vnet crm-test-eus2    10.202.2.0/24 tag:env=test dns=10.200.2.4
vnet dev-01-eus2      10.202.3.0/24 tag:env=test dns=10.200.2.4
vnet dev-02-eus2      10.202.4.0/24 tag:env=test dns=10.200.2.4
vnet old-erp-eus2     10.202.9.0/24 deleted

# A data platform as a mesh; data-etl and data-gov were never peered
in sub=contoso-data region=westeurope rg=rg-data
vnet data-lake 10.110.0.0/22 tag:env=prod tag:owner=data
vnet data-etl  10.110.4.0/24 tag:env=prod tag:owner=data dns=10.110.2.4
vnet data-bi   10.110.5.0/24 10.110.15.0/24 tag:env=prod tag:owner=data dns=10.110.2.4
vnet data-ml   10.110.6.0/24 10.110.16.0/24 tag:env=prod tag:owner=data dns=10.110.2.4
vnet data-gov  10.110.7.0/24 tag:env=prod tag:owner=data dns=10.110.2.4
subnet data-lake/dns 10.110.2.0/27

# A chain that is assumed to be transitive
in sub=contoso-labs region=northeurope rg=rg-legacy
vnet legacy-web 172.20.0.0/24 nva=172.20.0.36
vnet legacy-app 172.20.1.0/24
vnet legacy-db  172.20.2.0/24
subnet legacy-db/data 172.20.2.0/25

# Connected by Virtual Network Manager, without peerings
in sub=contoso-labs region=westeurope rg=rg-edge
vnet edge-01 10.120.1.0/24
vnet edge-02 10.120.2.0/24
vnet edge-03 10.120.3.0/24

# An island
in sub=contoso-labs region=westeurope rg=rg-lab
vnet lab-island 192.168.50.0/24

# Another company: peered, but not readable
in sub=fabrikam-partner region=westeurope rg=rg-partner
vnet fabrikam-dmz  172.30.0.0/24 hidden
vnet fabrikam-test 172.30.1.0/24 hidden

# The two hubs
hub-weu <-> hub-eus2 forwarded
connection hub-weu -> amsterdam-office
connection hub-weu -> amsterdam-circuit kind=ExpressRoute
connection hub-eus2 -> boston-office

# Correctly configured spokes
hub-weu <-> shop-prod-weu transit forwarded | use-gateways forwarded
hub-weu <-> crm-prod-weu transit forwarded | use-gateways forwarded
hub-weu <-> erp-prod-weu transit forwarded | use-gateways forwarded
hub-weu <-> hr-prod-weu transit forwarded | use-gateways forwarded
hub-weu <-> cms-prod-weu transit forwarded | use-gateways forwarded
hub-weu <-> auth-prod-weu transit forwarded | use-gateways forwarded
hub-weu <-> iot-prod-weu transit forwarded | use-gateways forwarded
hub-weu <-> shop-test-weu transit forwarded | use-gateways forwarded
hub-weu <-> pay-test-weu transit forwarded | use-gateways forwarded
hub-weu <-> crm-test-weu transit forwarded | use-gateways forwarded
hub-weu <-> dev-01-weu transit forwarded | use-gateways forwarded
hub-weu <-> dev-02-weu transit forwarded | use-gateways forwarded
hub-eus2 <-> shop-prod-eus2 transit forwarded | use-gateways forwarded
hub-eus2 <-> pay-prod-eus2 transit forwarded | use-gateways forwarded
hub-eus2 <-> crm-prod-eus2 transit forwarded | use-gateways forwarded
hub-eus2 <-> erp-prod-eus2 transit forwarded | use-gateways forwarded
hub-eus2 <-> cms-prod-eus2 transit forwarded | use-gateways forwarded
hub-eus2 <-> auth-prod-eus2 transit forwarded | use-gateways forwarded
hub-eus2 <-> bi-prod-eus2 transit forwarded | use-gateways forwarded
hub-eus2 <-> shop-test-eus2 transit forwarded | use-gateways forwarded
hub-eus2 <-> pay-test-eus2 transit forwarded | use-gateways forwarded
hub-eus2 <-> dev-01-eus2 transit forwarded | use-gateways forwarded
hub-eus2 <-> dev-02-eus2 transit forwarded | use-gateways forwarded
hub-weu <-> data-lake transit forwarded | use-gateways forwarded

# Half-configured peerings, one of each kind
# 10.101.64.0/24 was added to pay-prod-weu, and the hub’s half was not synced
hub-weu -> pay-prod-weu Connected transit forwarded learned=10.101.1.0/24
pay-prod-weu -> hub-weu Connected use-gateways forwarded
# does not use the hub's gateway, unlike the other spokes
hub-weu <-> ml-prod-weu transit forwarded | forwarded
# does not allow traffic that the firewall forwards, unlike the other spokes
hub-weu <-> bi-prod-weu transit forwarded | use-gateways
# the spoke's half was never created
hub-weu -> shop-stage-weu Initiated transit forwarded
# the hub's half was never created
dev-03-weu -> hub-weu Initiated forwarded
# the spoke deleted its half
hub-weu -> erp-stage-weu Disconnected transit forwarded
# the spoke was deleted
hub-eus2 -> old-erp-eus2 Disconnected transit forwarded
# the hub deleted its half
crm-test-eus2 -> hub-eus2 Disconnected forwarded
# access is off on one side
hub-eus2 <-> iot-prod-eus2 transit forwarded | use-gateways forwarded no-access
# prefixes were added on both sides, and neither half was synced
data-bi -> data-ml Connected learned=10.110.6.0/24
data-ml -> data-bi Connected learned=10.110.5.0/24
# the last update of this half failed
legacy-web -> legacy-app Connected failed
legacy-app -> legacy-web Connected
# forwarded traffic is allowed in the belief that this makes peering transitive
legacy-app <-> legacy-db forwarded

# The rest of the mesh
data-lake <-> data-etl
data-lake <-> data-bi
data-lake <-> data-ml
data-lake <-> data-gov
data-etl <-> data-bi
data-etl <-> data-ml
data-bi <-> data-gov
data-ml <-> data-gov

# The partner
hub-weu <-> fabrikam-dmz forwarded
hub-weu -> fabrikam-test Initiated forwarded

# Routes through the firewalls
route shop-prod-weu/app 0.0.0.0/0 via hub-weu
route pay-prod-weu/app 0.0.0.0/0 via hub-weu
route shop-prod-eus2/app 0.0.0.0/0 via hub-eus2
route pay-prod-eus2/app 0.0.0.0/0 via hub-eus2

# crm-prod-weu reaches hr-prod-weu through the firewall, but there is no return route
route crm-prod-weu/app 10.101.4.0/24 via hub-weu
# the NVA is two peerings away
route legacy-db/data 10.0.0.0/8 via legacy-web

# hr-prod-weu was forgotten: it has neither the custom DNS servers nor a linked zone
dns-zone privatelink.database.windows.net hub-weu hub-eus2 data-lake
dns-zone contoso.internal hub-weu shop-prod-weu pay-prod-weu crm-prod-weu registration=hub-weu

group avnm-edge edge-01 edge-02 edge-03

# The exact findings of the rules
#= fail    VNP101 fabrikam-test->hub-weu
#= fail    VNP101 hub-weu->dev-03-weu
#= fail    VNP101 shop-stage-weu->hub-weu
#= fail    VNP102 crm-test-eus2->hub-eus2
#= fail    VNP102 hub-eus2->old-erp-eus2
#= fail    VNP102 hub-weu->erp-stage-weu
#= fail    VNP104 data-bi->data-ml
#= fail    VNP104 data-ml->data-bi
#= fail    VNP104 hub-weu->pay-prod-weu
#= fail    VNP105 legacy-web->legacy-app
#= fail    VNP304 ml-prod-weu->hub-weu
#= fail    VNP401 hub-eus2<->iot-prod-eus2
#= fail    VNP402 bi-prod-weu->hub-weu
#= fail    VNP403 legacy-db
#= fail    VNP404 hr-prod-weu
#= fail    VNP405 legacy-app<->legacy-db
#= fail    VNP601 bi-prod-weu->hub-weu
#= fail    VNP602 iot-prod-weu->hub-weu
#= fail    VNP701 hr-prod-weu<->hub-weu
#= unknown VNP106 fabrikam-dmz<->hub-weu
#= unknown VNP401 fabrikam-dmz<->hub-weu
#= unknown VNP402 fabrikam-dmz->hub-weu
#= unknown VNP601 fabrikam-dmz->hub-weu
#= unknown VNP701 fabrikam-dmz<->hub-weu
`;
