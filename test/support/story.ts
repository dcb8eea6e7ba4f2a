/**
 * One office for a story of several days: printers on the network, an operator's booth, a manager's desk and the kiosk
 * in one browser, and nights that pass by themselves.
 */
import type { Browser, BrowserContext } from 'playwright-core';
import { expect } from 'vitest';
import type { DemoSpec } from '../../prisma/demo.js';
import { decode } from '../../server/devices/printing/decoder.js';
import { profiles } from '../../server/devices/printing/profiles.js';
import { at, enter, openLine, tokenOf, until, type Watched } from './browser.js';
import { keepPicture, stepHears, stepIs, tickStep } from './hands.js';
import { openTestOffice, type TestOffice } from './office.js';
import { readPaper } from './paper.js';
import { startPrinter } from './printer.js';

type Screen = Watched & { context: BrowserContext };

export interface Story {
  office: TestOffice;
  url: string;
  desk: Screen;
  kiosk: Screen;
  manager: Screen;
  /** Days end as they do by themselves, and the next ones begin, up to a wall time of Moscow («2013-02-20T11:00»). */
  liveUntil(moment: string): Promise<void>;
  /** What a person reads on each paper of a printer, and what a scanner does: a lost letter throws. */
  papers(where: 'kiosk' | 'booth'): string[];
  /**
   * From the running step to the last one, each after its minutes; then both sign and the payer has his copy.
   * `tools` are the steps up to the protocol, with the program of those that are attested.
   */
  issue(tools: Readonly<Record<string, string | null>>, minutes: readonly number[]): Promise<void>;
  /** Fails when any page had a fault so far. */
  faultless(): void;
  close(): Promise<void>;
}

const hourMs = 3_600_000;
// Moscow was four hours ahead that winter
const moscow = (moment: string) => Date.parse(`${moment}:00+04:00`);

export async function openStory(browser: Browser): Promise<Story> {
  const printers = { kiosk: await startPrinter('well'), booth: await startPrinter('well') };
  const ports = new Map([
    ['printer-kiosk', printers.kiosk.port],
    ['printer-booth-2', printers.booth.port],
  ]);
  const change = (spec: DemoSpec): DemoSpec => ({
    ...spec,
    printers: spec.printers.map((one) => {
      const port = ports.get(one.printerId);
      return port === undefined ? one : { ...one, profile: 'epson', transport: 'tcp', address: `127.0.0.1:${port}` };
    }),
  });
  const office = await openTestOffice({ change, environment: { PUBLIC_URL: 'http://127.0.0.1' } });
  const line = await openLine(office);
  const desk = await enter(browser, line, 'desk', { kind: 'staff', token: tokenOf(await office.staff(['operator'])) });
  const manager = await enter(browser, line, 'desk', {
    kind: 'staff',
    token: tokenOf(await office.staff(['manager'])),
  });
  const kiosk = await enter(browser, line, 'portrait', { kind: 'kiosk', token: (await office.kiosk()).token });
  await desk.page.goto(`${line.url}/operator/`);
  await kiosk.page.goto(`${line.url}/kiosk/`);
  const { clock } = office;
  const { house } = office.opened.app;
  const isPrinting = () =>
    [...house.clerk.office.printJobs.values()].some(({ state }) => state === 'queued' || state === 'printing');

  return {
    office,
    url: line.url,
    desk,
    kiosk,
    manager,
    async liveUntil(moment) {
      const end = moscow(moment);
      while (clock.now() < end) {
        const day = new Date(clock.now() + 4 * hourMs).toISOString().slice(0, 10);
        clock.set(Math.min(end, moscow(`${day}T23:59`) + 2 * 60_000));
        await house.clockwork.tick();
        // the day's sheet takes less than a night
        await until('the printers are idle', () => !isPrinting());
      }
    },
    papers: (where) =>
      printers[where].papers().map((bytes) => {
        readPaper(bytes, profiles.epson);
        const read = decode(bytes, profiles.epson);
        return read.flatMap((one) => ('text' in one ? [one.text] : 'data' in one ? [one.data] : [])).join('\n');
      }),
    async issue(tools, minutes) {
      const { page } = desk;
      for (const [index, [code, tool]] of Object.entries(tools).entries()) {
        clock.pass(minutes[index] ?? 1);
        await tickStep(page, code, tool);
      }
      await keepPicture(page, 'steps');
      await stepHears(page);
      await page.keyboard.press('Control+P');
      await stepIs(page, 'PROTOCOL', 'done');
      clock.pass(1);
      await at(page, 'protocol-sign').click();
      await page.getByText('Подписан в').waitFor();
      await at(page, 'protocol-hand').click();
      await page.getByText('Передан в').waitFor();
    },
    faultless: () => expect([...desk.faults, ...kiosk.faults, ...manager.faults]).toEqual([]),
    async close() {
      await line.close();
      await office.close();
      await printers.kiosk.stop();
      await printers.booth.stop();
    },
  };
}
