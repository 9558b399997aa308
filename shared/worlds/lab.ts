/** The fixture with everything that the sandbox can build: for lessons and tests of routes, gateways and names. */
export const lab = `# Lab: two hubs joined by VPN gateways, one with a firewall, one with appliances behind a load balancer; spokes with route tables; private names.

subscription lab

# Hub in West Europe: gateway, firewall, DNS resolver
in sub=lab region=westeurope rg=rg-lab-weu
vnet hub-weu 10.10.0.0/16 gateway firewall=10.10.1.4 tag:role=hub
subnet hub-weu/shared 10.10.4.0/24
subnet hub-weu/dns-in 10.10.3.0/28
subnet hub-weu/dns-out 10.10.3.16/28
properties hub-weu/dns-in {"delegations": [{"name": "resolver", "properties": {"serviceName": "Microsoft.Network/dnsResolvers"}}]}
properties hub-weu/dns-out {"delegations": [{"name": "resolver", "properties": {"serviceName": "Microsoft.Network/dnsResolvers"}}]}
resolver dnspr-weu hub-weu inbound=dns-in,10.10.3.4 outbound=dns-out
ruleset rs-weu dnspr-weu onprem.example 192.168.1.4 at=hub-weu links=hub-weu
site office hub-weu 192.168.0.0/16
connection hub-weu -> office

# Spokes in West Europe: one routed through the firewall, one that uses the gateway only, one with its own security group
vnet web-weu 10.11.0.0/16 tag:role=spoke dns=10.10.3.4
subnet web-weu/app 10.11.1.0/24
subnet web-weu/data 10.11.2.0/24
vnet batch-weu 10.12.0.0/16 tag:role=spoke
subnet batch-weu/jobs 10.12.1.0/24
nsg nsg-api-weu batch-weu
rule nsg-api-weu allow-https allow in tcp 10.0.0.0/8 10.13.1.0/24 port=443 priority=100
rule nsg-api-weu deny-rest deny in * 10.0.0.0/8 * priority=4000
vnet api-weu 10.13.0.0/16 tag:role=spoke
subnet api-weu/api 10.13.1.0/24 nsg=nsg-api-weu
hub-weu <-> web-weu forwarded transit | forwarded use-gateways
hub-weu <-> batch-weu transit | use-gateways
hub-weu <-> api-weu transit | forwarded use-gateways
route web-weu/app 0.0.0.0/0 via hub-weu
route web-weu/data 10.13.0.0/16 via hub-weu
route api-weu/api 10.11.0.0/16 via hub-weu
propagation web-weu/data off
private-endpoint pe-sql web-weu/data 10.11.2.10
nic vm-web web-weu/app 10.11.1.4
nic vm-data web-weu/data 10.11.2.4
nic vm-batch batch-weu/jobs 10.12.1.4
nic vm-api api-weu/api 10.13.1.4
nic vm-shared hub-weu/shared 10.10.4.4

# Hub in North Europe: gateway, two appliances behind a load balancer
in sub=lab region=northeurope rg=rg-lab-neu
vnet hub-neu 10.20.0.0/16 gateway tag:role=hub
subnet hub-neu/trust 10.20.2.0/24
load-balancer lb-nva hub-neu/trust 10.20.2.10
nic nva-1 hub-neu/trust 10.20.2.4 forwarding pool=lb-nva
nic nva-2 hub-neu/trust 10.20.2.5 forwarding pool=lb-nva
properties virtualNetworkGateways/vpngw-hub-neu {"bgpSettings": {"asn": 65020}}

# Spokes in North Europe, routed through the load balancer
vnet shop-neu 10.21.0.0/16 tag:role=spoke
subnet shop-neu/app 10.21.1.0/24
vnet crm-neu 10.22.0.0/16 fd00:22::/48 tag:role=spoke
subnet crm-neu/app 10.22.1.0/24 fd00:22:0:1::/64
hub-neu <-> shop-neu forwarded transit | forwarded use-gateways
hub-neu <-> crm-neu forwarded transit | forwarded use-gateways
route shop-neu/app 10.22.0.0/16 via 10.20.2.10
route crm-neu/app 0.0.0.0/0 via 10.20.2.10
nic vm-shop shop-neu/app 10.21.1.4
nic vm-crm crm-neu/app 10.22.1.4

# The hubs exchange routes over a VNet-to-VNet connection with BGP
connection hub-weu <-> hub-neu
properties connections/hub-weu-to-hub-neu {"enableBgp": true}
properties connections/hub-neu-to-hub-weu {"enableBgp": true}

# Names
dns-zone corp.example hub-weu web-weu batch-weu registration=batch-weu
record corp.example A sql 10.11.2.10
dns-zone privatelink.database.windows.net hub-weu
record privatelink.database.windows.net A sql 10.11.2.10
public-zone lab.example
record lab.example A www 203.0.113.10 zone=public

# What is not as it should be: replies to web-weu arrive forwarded in batch-weu, web-weu/data has no way back to the sites, IPv6 passes the appliances by, and api-weu resolves no names
#= fail VNP402 batch-weu->hub-weu
#= fail VNP407 web-weu
#= fail VNP408 crm-neu
#= fail VNP701 api-weu<->hub-weu
`;
