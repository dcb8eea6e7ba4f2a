/**
 * Printers' profiles: data, not code. Numbers of code pages differ by maker, so a wrong profile prints hieroglyphs;
 * the self-test page finds the right number.
 */
import { printerColumns, type PrinterProfileName } from '../../contract/index.js';
import type { PaperPageName } from '../../domain/paper/document.js';

export interface PrinterProfile {
  /** What a person reads when choosing. */
  title: string;
  /** Letters of font A in a line. */
  columns: number;
  /** Printable dots in a line. */
  dots: number;
  /** The code page we encode in, and its number for `ESC t n` on this family. */
  page: PaperPageName;
  pageNumber: number;
  cut: 'full' | 'partial' | 'none';
  /** `raster`: the printer ignores `GS ( k`, the code is sent as a picture. */
  qr: 'native' | 'raster';
  /** Does it answer `DLE EOT n` over a two-way channel? */
  status: boolean;
  /** Lines between the print head and the cutter, or the tear bar. */
  feedBeforeCut: number;
}

const epson: PrinterProfile = {
  title: 'Epson TM-T20, TM-L90, TM-m30, 80 мм',
  columns: printerColumns.epson,
  dots: 576,
  page: 'cp866',
  pageNumber: 17,
  cut: 'partial',
  qr: 'native',
  status: true,
  feedBeforeCut: 4,
};
/** Chinese-made families answer no status and often draw no QR of their own. */
const plain = { qr: 'raster', status: false } as const;

export const profiles = {
  virtual: { ...epson, title: 'Виртуальный принтер, 80 мм', status: false },
  epson,
  'epson-tm-t88': { ...epson, title: 'Epson TM-T88III, IV, V', columns: printerColumns['epson-tm-t88'], dots: 512 },
  'citizen-ct-s651': { ...epson, title: 'Citizen CT-S651', dots: 640 },
  'bixolon-srp-s300': { ...epson, title: 'Bixolon SRP-S300', dots: 640 },
  star: { ...epson, title: 'Star mC-Print, TSP600', columns: printerColumns.star, pageNumber: 10 },
  rongta: { ...epson, ...plain, title: 'Rongta RP326, RP332', columns: printerColumns.rongta, pageNumber: 7 },
  netum: { ...epson, ...plain, title: 'Netum, PBM P822D, 80 мм', columns: printerColumns.netum },
  'zjiang-58': {
    ...epson,
    ...plain,
    title: 'Zjiang POS-5890, 58 мм',
    columns: printerColumns['zjiang-58'],
    dots: 384,
    cut: 'none',
  },
  'kefar-kr-306': { ...epson, ...plain, title: 'Kefar KR-306', pageNumber: 12 },
  'yhd-8390': { ...epson, ...plain, title: 'YHD-8390', dots: 640, pageNumber: 12 },
  'yhd-8390-cp1251': { ...epson, ...plain, title: 'YHD-8390, CP1251', dots: 640, page: 'cp1251', pageNumber: 18 },
  'wincor-th230': { ...epson, title: 'Wincor Nixdorf TH230', columns: printerColumns['wincor-th230'], pageNumber: 7 },
  'seiko-rp-f10': { ...epson, title: 'Seiko RP-F10, 80 мм' },
  'seiko-rp-f10-58': { ...epson, title: 'Seiko RP-F10, 58 мм', columns: printerColumns['seiko-rp-f10-58'], dots: 432 },
  'custom-vkp80': { ...epson, title: 'Custom VKP80II, VKP80III', cut: 'full', feedBeforeCut: 5 },
  'generic-80': { ...epson, ...plain, title: 'Другой принтер, 80 мм, 48 знаков' },
  'generic-58': {
    ...epson,
    ...plain,
    title: 'Другой принтер, 58 мм, 32 знака',
    columns: printerColumns['generic-58'],
    dots: 384,
    cut: 'none',
  },
  'generic-58-34': {
    ...epson,
    ...plain,
    title: 'Другой принтер, 58 мм, 34 знака',
    columns: printerColumns['generic-58-34'],
    dots: 408,
    cut: 'none',
  },
} as const satisfies Record<PrinterProfileName, PrinterProfile>;

export type ProfileName = PrinterProfileName;

/** Numbers under which the families keep Russian pages: what the self-test tries, likeliest first. */
export const candidates: { page: PaperPageName; number: number }[] = [
  ...[17, 7, 10, 12, 37, 59].map((number) => ({ page: 'cp866' as const, number })),
  ...[46, 6, 18, 34, 51, 73].map((number) => ({ page: 'cp1251' as const, number })),
];
