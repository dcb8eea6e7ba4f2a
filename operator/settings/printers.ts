/** What a printer's form proposes when another connection is chosen. */
import type { PrinterValue } from '@contract';

export type Transport = PrinterValue['transport'];
export const transportKinds = ['tcp', 'file', 'cups', 'virtual'] as const satisfies readonly Transport['kind'][];

const proposed: Record<Transport['kind'], Transport> = {
  tcp: { kind: 'tcp', host: '', port: 9100 },
  file: { kind: 'file', path: '/dev/usb/lp0' },
  cups: { kind: 'cups', queue: '' },
  virtual: { kind: 'virtual' },
};

/** Another connection, and a family that fits it: real paper is no virtual one's. */
export function connected(
  { profile }: PrinterValue,
  kind: Transport['kind'],
): Pick<PrinterValue, 'profile' | 'transport'> {
  const isPaper = kind !== 'virtual' && profile === 'virtual';
  return { transport: proposed[kind], profile: isPaper ? 'generic-80' : profile };
}
