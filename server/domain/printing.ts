/** The printers, and what is to come out of them. */
import {
  printerColumns,
  type PrinterProfileName,
  type PrinterTransport,
  type PrinterTransportKind,
  type PrintState,
} from '../contract/index.js';
import type { Instant } from './instant.js';
import type { PaperDocument } from './paper/document.js';

export interface Printer {
  printerId: string;
  name: string;
  profile: PrinterProfileName;
  transport: PrinterTransportKind;
  /** Host and port, path or queue, as the transport has it; empty where there is none. */
  address: string;
  /** Characters in a line of normal width: the composition needs to know how wide the paper is. */
  columns: number;
}

/** A printer as its row has it: how wide its paper is follows from its family. */
export function printerOf(row: Omit<Printer, 'columns'>): Printer {
  return { ...row, columns: printerColumns[row.profile] };
}

/** The address as its row keeps it: host and port, path, queue; empty where there is none. */
export function addressOf(transport: PrinterTransport): string {
  switch (transport.kind) {
    case 'tcp':
      return `${transport.host}:${transport.port}`;
    case 'file':
      return transport.path;
    case 'cups':
      return transport.queue;
    case 'virtual':
      return '';
  }
}

/** How bytes travel to the printer of a row. */
export function transportOf({ transport, address }: Pick<Printer, 'transport' | 'address'>): PrinterTransport {
  switch (transport) {
    case 'tcp': {
      // an address of version 6 has colons of its own
      const at = address.lastIndexOf(':');
      return { kind: 'tcp', host: address.slice(0, at), port: Number(address.slice(at + 1)) };
    }
    case 'file':
      return { kind: 'file', path: address };
    case 'cups':
      return { kind: 'cups', queue: address };
    case 'virtual':
      return { kind: 'virtual' };
  }
}

/** Ports where printers listen; others would let the settings knock at anything in the network. */
const firstPort = 9100;
const lastPort = 9109;
/** Device files of printers. Anything else in /dev is no printer, and bytes written there may be somebody's disk. */
const devicePath = /^\/dev\/(?:(?:usb\/)?lp\d{1,2}|tty(?:USB|ACM|S)\d{1,2})$/;
/** Names that the system makes for such files; where they lead is looked at when they are opened. */
const deviceName = /^\/dev\/serial\/by-(?:id|path)\/[\w-]+$/;

/** Is it the device file of a printer itself, with nothing left to follow? */
export const isDevicePath = (path: string): boolean => devicePath.test(path);

/**
 * Is this address within the office: private (10/8, 172.16/12, 192.168/16, 100.64/10, fc00::/7), of the link or of the
 * machine itself? `ip` as the system writes it; what cannot be read is not.
 */
export function isNear(ip: string): boolean {
  const plain = ip.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  const four = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(plain);
  if (four === null) return plain === '::1' || /^f[cd][0-9a-f]{2}:/.test(plain) || /^fe[89ab][0-9a-f]:/.test(plain);
  const [first, second] = [Number(four[1]), Number(four[2])];
  if (first === 10 || first === 127) return true;
  if (first === 172) return second >= 16 && second <= 31;
  if (first === 192) return second === 168;
  if (first === 169) return second === 254;
  return first === 100 && second >= 64 && second <= 127;
}

/** The field of an address that is surely no printer's, or null. Names are judged when they are resolved. */
export function addressFault(transport: PrinterTransport): 'host' | 'port' | 'path' | 'queue' | null {
  switch (transport.kind) {
    case 'tcp': {
      const isLiteral = /^[\d.]+$/.test(transport.host) || transport.host.includes(':');
      if (isLiteral && !isNear(transport.host)) return 'host';
      return transport.port >= firstPort && transport.port <= lastPort ? null : 'port';
    }
    case 'file':
      return isDevicePath(transport.path) || deviceName.test(transport.path) ? null : 'path';
    case 'cups':
      // a leading dash would be an option of the program
      return /^\w/.test(transport.queue) ? null : 'queue';
    case 'virtual':
      return null;
  }
}

export interface PrintJob {
  printJobId: string;
  printerId: string;
  visitId: string | null;
  kind: 'ticket' | 'copy' | 'sheet' | 'day' | 'test' | 'protocol' | 'card' | 'receipt';
  document: PaperDocument;
  state: PrintState;
  createdAt: Instant;
  changedAt: Instant;
}
