/**
 * Which addresses a lookup may reach: the public internet and nothing else (D15). A company's base URL must never
 * lead into the network this server stands in, nor to the metadata services of a cloud.
 *
 * The tables are the IANA special-purpose address registries for IPv4 and IPv6 as of 2026-07-18 (RFC 6890 and the
 * RFCs they name), every block of them, also those marked as globally reachable: no company's service lives in one.
 * Beside them stand multicast, and of IPv6 all that is not global unicast (2000::/3), which holds the forms in which
 * an IPv4 address hides: mapped, compatible, translated and NAT64. 6to4 and Teredo are blocks of the registry.
 */
import { BlockList, isIP } from 'node:net';

/**
 * `internal`: a company's own network or this machine, which the operator may exempt host by host; `special`: an
 * address that no exemption of a name opens.
 */
export type AddressKind = 'public' | 'internal' | 'special';

/** Loopback, private use, shared address space. */
const internal4 = ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

const special4 = [
  '0.0.0.0/8', // this network
  '169.254.0.0/16', // link local, with the metadata services of most clouds
  '192.0.0.0/24', // IETF protocol assignments
  '192.0.2.0/24', // TEST-NET-1
  '192.31.196.0/24', // AS112-v4
  '192.52.193.0/24', // AMT
  '192.88.99.0/24', // deprecated 6to4 relay anycast
  '192.175.48.0/24', // direct delegation AS112
  '198.18.0.0/15', // benchmarking
  '198.51.100.0/24', // TEST-NET-2
  '203.0.113.0/24', // TEST-NET-3
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and limited broadcast
  '168.63.129.16/32', // a cloud's host agent on an address of the public range
  '100.100.100.200/32', // a cloud's metadata service in the shared address space
];

/** Loopback, unique local. */
const internal6 = ['::1/128', 'fc00::/7'];

/** Within 2000::/3; what is outside of it is special anyway. */
const special6 = [
  '2001::/23', // IETF protocol assignments: Teredo, benchmarking, AMT, AS112, ORCHID, drone ids
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4
  '2620:4f:8000::/48', // direct delegation AS112
  '3fff::/20', // documentation
];

/** Metadata services that stand in the unique local range. */
const metadata6 = ['fd00:ec2::254/128', 'fd20:ce::254/128'];

const lists4 = { internal: blocks('ipv4', internal4), special: blocks('ipv4', special4) };
const lists6 = {
  unicast: blocks('ipv6', ['2000::/3']),
  internal: blocks('ipv6', internal6),
  special: blocks('ipv6', [...special6, ...metadata6]),
};

function blocks(family: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}

/** `address` as a look-up or a parsed URL spells it, without brackets. Whatever is no address is `special`. */
export function kindOfAddress(address: string): AddressKind {
  // A zone index names an interface of this machine.
  if (address.includes('%')) return 'special';
  switch (isIP(address)) {
    case 4:
      if (lists4.special.check(address, 'ipv4')) return 'special';
      return lists4.internal.check(address, 'ipv4') ? 'internal' : 'public';
    case 6:
      if (lists6.special.check(address, 'ipv6')) return 'special';
      if (lists6.internal.check(address, 'ipv6')) return 'internal';
      return lists6.unicast.check(address, 'ipv6') ? 'public' : 'special';
    default:
      return 'special';
  }
}
