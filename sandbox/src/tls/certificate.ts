import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto';
import { bits, boolean, type Der, integer, octets, oid, sequence, set, tagged, time, utf8 } from './der.ts';

/** A certificate and its private key, both as PEM. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const DAY = 86_400_000;
const AUTHORITY_DAYS = 3650;
/** Clients refuse server certificates that live much longer. */
const SERVER_DAYS = 390;
const LOOPBACK_IPV4 = Buffer.from([127, 0, 0, 1]);
const LOOPBACK_IPV6 = Buffer.from('00000000000000000000000000000001', 'hex');

/** A new certificate authority. Its name constraints let it vouch for this machine's loopback names and nothing else, should its key ever leak. */
export function newAuthority(now: Date): Identity {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = nameOf('Peerscape sandbox CA');
  const certificate = signed(pair.privateKey, {
    issuer: name,
    subject: name,
    publicKey: pair.publicKey,
    from: new Date(now.getTime() - DAY),
    to: new Date(now.getTime() + AUTHORITY_DAYS * DAY),
    extensions: [
      extension('2.5.29.19', true, sequence(boolean(true), integer(Buffer.from([0])))),
      extension('2.5.29.15', true, bits(Buffer.from([0b00000110]), 1)),
      extension('2.5.29.14', false, octets(fingerprint(pair.publicKey))),
      extension('2.5.29.30', true, sequence(tagged(0xa0, ...loopbackOnly()))),
    ],
  });
  return { certificate, key: pemOf(pair.privateKey) };
}

/** A server certificate for 127.0.0.1, ::1 and localhost, signed by the authority. */
export function newServerIdentity(authority: Identity, now: Date): Identity {
  const authorityKey = createPrivateKey(authority.key);
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const names = sequence(tagged(0x82, Buffer.from('localhost')), tagged(0x87, LOOPBACK_IPV4), tagged(0x87, LOOPBACK_IPV6));
  const certificate = signed(authorityKey, {
    issuer: nameOf('Peerscape sandbox CA'),
    subject: nameOf('Peerscape sandbox'),
    publicKey: pair.publicKey,
    from: new Date(now.getTime() - DAY),
    to: new Date(now.getTime() + SERVER_DAYS * DAY),
    extensions: [
      extension('2.5.29.19', true, sequence()),
      extension('2.5.29.15', true, bits(Buffer.from([0b10000000]), 7)),
      extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))),
      extension('2.5.29.14', false, octets(fingerprint(pair.publicKey))),
      extension('2.5.29.35', false, sequence(tagged(0x80, fingerprint(createPublicKey(authorityKey))))),
      extension('2.5.29.17', false, names),
    ],
  });
  return { certificate, key: pemOf(pair.privateKey) };
}

/** Whether the authority is whole, belongs to its key, and outlives any server certificate it would sign now. */
export function isUsableAuthority({ certificate, key }: Identity, now: Date): boolean {
  try {
    const parsed = new X509Certificate(certificate);
    return parsed.ca && parsed.checkPrivateKey(createPrivateKey(key)) && Date.parse(parsed.validTo) > now.getTime() + SERVER_DAYS * DAY;
  } catch {
    // not readable as certificate and key: whoever asks makes a new one
    return false;
  }
}

interface Draft {
  readonly issuer: Der;
  readonly subject: Der;
  readonly publicKey: KeyObject;
  readonly from: Date;
  readonly to: Date;
  readonly extensions: readonly Der[];
}

function signed(key: KeyObject, { issuer, subject, publicKey, from, to, extensions }: Draft): string {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    ECDSA_WITH_SHA256,
    issuer,
    sequence(time(from), time(to)),
    subject,
    spki(publicKey),
    tagged(0xa3, sequence(...extensions)),
  );
  const der = sequence(body, ECDSA_WITH_SHA256, bits(sign('sha256', body, key)));
  const lines = der.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

/** Permitted subtrees: the DNS name, and each address with a mask of all ones. */
const loopbackOnly = (): Der[] => [
  sequence(tagged(0x82, Buffer.from('localhost'))),
  sequence(tagged(0x87, LOOPBACK_IPV4, Buffer.alloc(4, 0xff))),
  sequence(tagged(0x87, LOOPBACK_IPV6, Buffer.alloc(16, 0xff))),
];

const nameOf = (common: string): Der => sequence(set(sequence(oid('2.5.4.3'), utf8(common))));
const extension = (id: string, critical: boolean, value: Der): Der =>
  sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value));
const spki = (key: KeyObject): Der => key.export({ type: 'spki', format: 'der' });
const fingerprint = (key: KeyObject): Der => createHash('sha1').update(spki(key)).digest();
const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
