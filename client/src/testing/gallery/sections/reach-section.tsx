import { evaluateExpectations } from '@peerscape/shared/expectations';
import { createReach, NO_LEARNED_ROUTES } from '@peerscape/shared/reach';
import { buildTopology } from '@peerscape/shared/topology';
import type { ComponentProps } from 'react';
import { ExpectationsPanel } from '../../../features/reach/expectations-panel.tsx';
import { ReachPanel } from '../../../features/reach/reach-panel.tsx';
import { RoutesPanel } from '../../../features/reach/routes-panel.tsx';
import { rowsOf } from '../fixtures.ts';
import { type GallerySection, ignore, type Specimen } from '../specimen.ts';

/** Estate with a question for each verdict. */
const WORLD = `
vnet hub 10.0.0.0/16 firewall=10.0.1.4
vnet shop 10.1.0.0/16
vnet erp 10.2.0.0/16
vnet vnet-landingzone-corporate-data-platform-production-westeurope-001 10.3.0.0/16
subnet shop/app 10.1.0.0/24
subnet erp/db 10.2.0.0/24
subnet vnet-landingzone-corporate-data-platform-production-westeurope-001/private-endpoints 10.3.0.0/24
hub <-> shop forwarded
hub <-> erp forwarded
hub <-> vnet-landingzone-corporate-data-platform-production-westeurope-001 forwarded
route erp/db 10.1.0.0/16 via 10.0.1.4
route erp/db 10.3.0.0/16 via 10.0.1.4
route vnet-landingzone-corporate-data-platform-production-westeurope-001/private-endpoints 10.2.0.0/16 via 10.0.1.4
`;

const ROWS = rowsOf(WORLD);
const TOPOLOGY = buildTopology(ROWS);
const REACH = createReach(TOPOLOGY, NO_LEARNED_ROUTES);

/** Specimen of a question, titled by its verdict. */
const question = (from: string, to: string, title: string = REACH.answer({ from, to }).verdict): Specimen => ({
  title,
  frame: 'panel',
  content: (
    <ReachPanel
      topology={TOPOLOGY}
      rows={ROWS}
      question={{ from, to, protocol: 'tcp', port: '' }}
      planned={new Map()}
      revision={1}
      isLive
      onQuestion={ignore}
      onInspect={ignore}
      onPath={ignore}
      onAdd={ignore}
      onCopy={ignore}
      onClose={ignore}
    />
  ),
});

/** Specimen of an opened file of expectations. */
const expectations = (title: string, state: Partial<ComponentProps<typeof ExpectationsPanel>['expectations']>): Specimen => ({
  title,
  frame: 'panel',
  content: (
    <ExpectationsPanel
      expectations={{ file: undefined, evaluated: undefined, problem: undefined, open: ignore, close: ignore, ...state }}
      onAsk={ignore}
      onSelect={ignore}
      onClose={ignore}
    />
  ),
});

const FILE = { name: 'expectations.yaml', text: '' };

/** Results of expectations about pairs of places, which must not reach each other. */
const evaluate = (...pairs: readonly (readonly [from: string, to: string])[]) =>
  evaluateExpectations(
    pairs.map(([from, to], i) => ({
      question: { from, to, protocol: 'tcp', port: 1433 },
      must: 'not-reach',
      because: i === 0 ? 'development must not see production data' : undefined,
      line: i + 1,
    })),
    REACH,
  );

const erpSubnet = `${[...TOPOLOGY.vnets.values()].find(({ name }) => name === 'erp')?.id}/subnets/db`;

export const REACH_SECTION: GallerySection = {
  id: 'reach',
  title: 'Reach',
  specimens: [
    question('', '', 'No question yet'),
    question('shop', 'nowhere', 'Place not found'),
    question('erp', 'vnet-landingzone-corporate-data-platform-production-westeurope-001'),
    question('shop', 'erp'),
    question('erp', 'shop'),
    question('192.168.7.7', 'shop'),
    {
      title: 'Effective routes',
      frame: 'panel',
      content: <RoutesPanel topology={TOPOLOGY} subnet={erpSubnet} revision={1} isLive onCopy={ignore} onClose={ignore} />,
    },
    {
      title: 'Effective routes of a subnet that is gone',
      frame: 'panel',
      content: <RoutesPanel topology={TOPOLOGY} subnet={`${erpSubnet}-old`} revision={1} isLive onCopy={ignore} onClose={ignore} />,
    },
    expectations('Expectations without a file', {}),
    expectations('Expectations of each result', {
      file: FILE,
      evaluated: evaluate(
        ['vnet-landingzone-corporate-data-platform-production-westeurope-001/private-endpoints', 'erp/db'],
        ['192.168.7.7', 'shop'],
        ['shop', 'erp'],
      ),
    }),
    expectations('Expectations that all hold', { file: FILE, evaluated: evaluate(['shop', 'erp']) }),
    expectations('Expectations with an error', { file: FILE, problem: 'expectations.yaml: line 3: "must" must be reach or not-reach' }),
  ],
};
