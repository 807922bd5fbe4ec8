/** A name server on loopback for tests: what it answers may change from one question to the next (RFC 1035). */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv4 } from 'node:net';
import { after } from 'node:test';

/** Addresses of both kinds, and names a question is led on to, in the order of the answer. */
export type Zone = (name: string) => readonly string[];

const types = { A: 1, CNAME: 5, AAAA: 28 } as const;

export async function nameServer(zone: Zone): Promise<{ server: string; asked: string[] }> {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (question, { port, address }) => {
    const { name, type, end } = readQuestion(question);
    // Both kinds of address are asked for at once; the zone decides once for both.
    if (type === types.A) asked.push(name);
    const records = chain(name, type, zone);
    const header = Buffer.from(question.subarray(0, 12));
    header.writeUInt16BE(0x8180, 2);
    header.writeUInt16BE(records.length, 6);
    header.fill(0, 8, 12);
    socket.send(Buffer.concat([header, question.subarray(12, end), ...records]), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  after(() => void socket.close());
  return { server: `127.0.0.1:${socket.address().port}`, asked };
}

function readQuestion(message: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at]!; length > 0; length = message[at]!) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 };
}

function chain(name: string, type: number, zone: Zone): Buffer[] {
  const records: Buffer[] = [];
  let owner = name;
  for (const entry of zone(name)) {
    const isName = /[a-z]/.test(entry) && !entry.includes(':');
    if (isName) {
      records.push(record(owner, types.CNAME, encodeName(entry)));
      owner = entry;
    } else if ((isIPv4(entry) ? types.A : types.AAAA) === type) {
      records.push(record(owner, type, encodeAddress(entry)));
    }
  }
  return records;
}

/** With a time to live of 0, so that nobody may keep it. */
function record(owner: string, type: number, data: Buffer): Buffer {
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(type, 0);
  fixed.writeUInt16BE(1, 2);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([encodeName(owner), fixed, data]);
}

function encodeName(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)]));
  return Buffer.concat([...labels, Buffer.from([0])]);
}

function encodeAddress(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  // A URL spells an address without dots.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const [before, behind] = [groups(head), groups(tail ?? '')];
  const all = [...before, ...Array<string>(8 - before.length - behind.length).fill('0'), ...behind];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}
