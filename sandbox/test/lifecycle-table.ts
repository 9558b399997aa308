/**
 * States of both halves after each event, for each start state: the near half (a → b) first, then the far one (b → a).
 * The sources are those of azure-semantics §2.1; a `?` marks cells that were inferred, not observed.
 */
export const EVENTS = [
  'put near',
  'put far',
  'sync near',
  'sync far',
  'delete near',
  'delete far',
  'delete near VNet',
  'delete far VNet',
  'grow near VNet',
  'grow far VNet',
] as const;
export type Event = (typeof EVENTS)[number];

/** `near far`, or `400 Code; near far`. I Initiated, C Connected, D Disconnected; F R L LR is the sync level; - is no half. */
type Cell = string;

const REFUSED = '400 RemotePeeringIsDisconnected;';

export interface Start {
  /** Fixture before the event. */
  readonly world: string;
  readonly cells: Readonly<Record<Event, Cell>>;
}

const VNETS = 'vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16';

export const STARTS: Readonly<Record<string, Start>> = {
  '- -': {
    world: VNETS,
    cells: {
      'put near': 'I/R -',
      'put far': '- I/R',
      'sync near': 'I/R -',
      'sync far': '- I/R',
      'delete near': '- -',
      'delete far': '- -',
      'delete near VNet': '- -',
      'delete far VNet': '- -',
      'grow near VNet': '- -',
      'grow far VNet': '- -',
    },
  },
  'I/R -': {
    world: `${VNETS}\na -> b Initiated`,
    cells: {
      'put near': 'I/R -',
      'put far': 'C/F C/F',
      'sync near': 'I/R - ?',
      'sync far': 'C/F C/F ?',
      'delete near': '- -',
      'delete far': 'I/R -',
      'delete near VNet': '- -',
      'delete far VNet': 'D/R -',
      'grow near VNet': 'I/R - ?',
      'grow far VNet': 'I/R - ?',
    },
  },
  'C/F C/F': {
    world: `${VNETS}\na <-> b`,
    cells: {
      'put near': 'C/F C/F',
      'put far': 'C/F C/F',
      'sync near': 'C/F C/F',
      'sync far': 'C/F C/F',
      'delete near': '- D/R',
      'delete far': 'D/R -',
      'delete near VNet': '- D/R',
      'delete far VNet': 'D/R -',
      'grow near VNet': 'C/R C/L',
      'grow far VNet': 'C/L C/R',
    },
  },
  'C/R C/L': {
    world: 'vnet a 10.0.0.0/16 10.5.0.0/16\nvnet b 10.1.0.0/16\na -> b Connected\nb -> a Connected learned=10.0.0.0/16',
    cells: {
      'put near': 'C/R C/L',
      'put far': 'C/R C/L ?',
      'sync near': 'C/R C/L',
      'sync far': 'C/F C/F',
      'delete near': '- D/R',
      'delete far': 'D/R -',
      'delete near VNet': '- D/R',
      'delete far VNet': 'D/R -',
      'grow near VNet': 'C/R C/L',
      'grow far VNet': 'C/LR C/LR ?',
    },
  },
  'C/LR C/LR': {
    world:
      'vnet a 10.0.0.0/16 10.5.0.0/16\nvnet b 10.1.0.0/16 10.6.0.0/16\na -> b Connected learned=10.1.0.0/16\nb -> a Connected learned=10.0.0.0/16',
    cells: {
      'put near': 'C/LR C/LR ?',
      'put far': 'C/LR C/LR ?',
      'sync near': 'C/R C/L ?',
      'sync far': 'C/L C/R ?',
      'delete near': '- D/R',
      'delete far': 'D/R -',
      'delete near VNet': '- D/R',
      'delete far VNet': 'D/R -',
      'grow near VNet': 'C/LR C/LR ?',
      'grow far VNet': 'C/LR C/LR ?',
    },
  },
  'D/R -': {
    world: `${VNETS}\na -> b Disconnected`,
    cells: {
      'put near': 'I/R -',
      'put far': `${REFUSED} D/R -`,
      'sync near': 'I/R - ?',
      'sync far': `${REFUSED} D/R -`,
      'delete near': '- -',
      'delete far': 'D/R -',
      'delete near VNet': '- -',
      'delete far VNet': 'D/R -',
      'grow near VNet': 'D/R - ?',
      'grow far VNet': 'D/R - ?',
    },
  },
  'D/R D/R': {
    world: `${VNETS}\na -> b Disconnected\nb -> a Disconnected`,
    cells: {
      'put near': 'I/R D/R ?',
      'put far': 'D/R I/R ?',
      'sync near': 'I/R D/R ?',
      'sync far': 'D/R I/R ?',
      'delete near': '- D/R',
      'delete far': 'D/R -',
      'delete near VNet': '- D/R',
      'delete far VNet': 'D/R -',
      'grow near VNet': 'D/R D/R ?',
      'grow far VNet': 'D/R D/R ?',
    },
  },
  'I/R D/R': {
    world: `${VNETS}\na -> b Initiated\nb -> a Disconnected`,
    cells: {
      'put near': `${REFUSED} I/R D/R ?`,
      'put far': 'C/F C/F ?',
      'sync near': `${REFUSED} I/R D/R ?`,
      'sync far': 'C/F C/F ?',
      'delete near': '- D/R',
      'delete far': 'D/R - ?',
      'delete near VNet': '- D/R',
      'delete far VNet': 'D/R -',
      'grow near VNet': 'I/R D/R ?',
      'grow far VNet': 'I/R D/R ?',
    },
  },
};
