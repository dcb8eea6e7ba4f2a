/** The families of printers as people and the self-test page name them; how bytes are made for each is the devices'. */
import type { PrinterProfileName } from '../../contract/index.js';
import type { PaperPageName } from './document.js';

/** What a person reads when choosing. */
export const familyTitles: Record<PrinterProfileName, string> = {
  virtual: 'Виртуальный принтер, 80 мм',
  epson: 'Epson TM-T20, TM-L90, TM-m30, 80 мм',
  'epson-tm-t88': 'Epson TM-T88III, IV, V',
  'citizen-ct-s651': 'Citizen CT-S651',
  'bixolon-srp-s300': 'Bixolon SRP-S300',
  star: 'Star mC-Print, TSP600',
  rongta: 'Rongta RP326, RP332',
  netum: 'Netum, PBM P822D, 80 мм',
  'zjiang-58': 'Zjiang POS-5890, 58 мм',
  'kefar-kr-306': 'Kefar KR-306',
  'yhd-8390': 'YHD-8390',
  'yhd-8390-cp1251': 'YHD-8390, CP1251',
  'wincor-th230': 'Wincor Nixdorf TH230',
  'seiko-rp-f10': 'Seiko RP-F10, 80 мм',
  'seiko-rp-f10-58': 'Seiko RP-F10, 58 мм',
  'custom-vkp80': 'Custom VKP80II, VKP80III',
  'generic-80': 'Другой принтер, 80 мм, 48 знаков',
  'generic-58': 'Другой принтер, 58 мм, 32 знака',
  'generic-58-34': 'Другой принтер, 58 мм, 34 знака',
};

/** Numbers under which the families keep Russian pages: what the self-test tries, likeliest first. */
export const candidates: { page: PaperPageName; number: number }[] = [
  ...[17, 7, 10, 12, 37, 59].map((number) => ({ page: 'cp866' as const, number })),
  ...[46, 6, 18, 34, 51, 73].map((number) => ({ page: 'cp1251' as const, number })),
];
