/** The words of printers and their jobs. */

export const printStates = ['queued', 'printing', 'sent', 'printed', 'failed', 'unknown', 'void'] as const;
export type PrintState = (typeof printStates)[number];

export const printerHealths = ['ready', 'paperLow', 'paperOut', 'coverOpen', 'offline', 'unknown'] as const;
export type PrinterHealth = (typeof printerHealths)[number];

/** The families of printers by name, with the letters of font A that a line of their paper has. */
export const printerColumns = {
  virtual: 48,
  epson: 48,
  'epson-tm-t88': 42,
  'citizen-ct-s651': 48,
  'bixolon-srp-s300': 48,
  star: 42,
  rongta: 42,
  netum: 42,
  'zjiang-58': 32,
  'kefar-kr-306': 48,
  'yhd-8390': 48,
  'yhd-8390-cp1251': 48,
  'wincor-th230': 44,
  'seiko-rp-f10': 48,
  'seiko-rp-f10-58': 36,
  'custom-vkp80': 48,
  'generic-80': 48,
  'generic-58': 32,
  'generic-58-34': 34,
} as const;
export type PrinterProfileName = keyof typeof printerColumns;
/** True for a name of the table; a row of the books may say anything. */
export function isPrinterProfile(name: string): name is PrinterProfileName {
  return Object.hasOwn(printerColumns, name);
}
export const printerProfiles = Object.keys(printerColumns).filter(isPrinterProfile);
export const printerTransports = ['tcp', 'file', 'cups', 'virtual'] as const;
export type PrinterTransportKind = (typeof printerTransports)[number];
