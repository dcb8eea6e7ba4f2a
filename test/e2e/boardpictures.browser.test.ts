/** From an administrator's file to the glass of the hall: pages of the board that are pictures, and the office's logo. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, cutOff, enter, openBrowser, openLine, tokenOf, until } from '../support/browser.js';
import type { Line, Watched } from '../support/browser.js';
import { keepPicture } from '../support/hands.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';
import { canvasPictures, pngOf } from '../support/pictures.js';
import { violations } from './access.js';

let browser: Browser;
let office: TestOffice;
let line: Line;
let admin: Watched;

beforeAll(async () => {
  browser = await openBrowser();
  office = await openTestOffice();
  line = await openLine(office);
  const person = await office.staff(['administrator']);
  const { layout, theme, chime, voice, freshSeconds, showsWaits, slides, lines } = settings();
  // one page before the pictures, and each of them for a short while
  const value = {
    layout,
    theme,
    chime,
    voice,
    freshSeconds,
    slideSeconds: 4,
    showsWaits,
    slides: slides.slice(0, 1),
    lines,
  };
  await person.ask('settings:set', { requestId: press(), seen: 0, change: { part: 'board', value } });
  const token = tokenOf(person);
  admin = await enter(browser, line, 'desk', { kind: 'staff', token });
});
afterAll(async () => {
  await browser.close();
  await line.close();
  await office.close();
});

const settings = () => office.opened.app.house.clerk.office.settings;
const pictures = () => office.opened.app.house.clerk.office.pictures;
async function open(page: Page, part: string): Promise<void> {
  await page.goto(`${line.url}/operator/settings/${part}`);
  await at(page, `part-${part}`).waitFor();
  await page.locator('.card__title').first().waitFor();
}
const file = (name: string, mimeType: string, bytes: Uint8Array | string) => ({
  name,
  mimeType,
  buffer: Buffer.from(bytes),
});
const widthOf = (page: Page, mark: string) =>
  at(page, mark)
    .locator('visible=true')
    .evaluate((image) => (image instanceof HTMLImageElement && image.complete ? image.naturalWidth : 0));
const seen = (page: Page, mark: string) => until(`${mark} is drawn`, async () => (await widthOf(page, mark)) > 0);

describe('an administrator', () => {
  it('puts a picture on the board by the keyboard, says what is on it, and the hall sees it', async () => {
    const { page } = admin;
    await open(page, 'board');
    const place = settings().slides.length;
    await at(page, 'slide-picture').and(page.locator(':enabled')).focus();
    const choosing = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    await (await choosing).setFiles(file('Схема проезда.png', 'image/png', pngOf(3000, 2000)));
    await at(page, `slide-${place}-picture-image`).waitFor();
    // drawn again for the glass: no larger than it shows
    expect([...pictures().values()].map(({ width, height }) => [width, height])).toEqual([[1620, 1080]]);
    await at(page, 'slide-nameless').waitFor();
    await at(page, 'board-save').and(page.locator(':disabled')).waitFor();
    await at(page, `slide-${place}-alt-ru`).fill('Схема проезда к службе');
    expect(await cutOff(page)).toEqual([]);
    await keepPicture(page, 'settings-board-picture');
    await at(page, 'board-save').click();
    await at(page, 'takes').waitFor();
    expect(settings().slides.at(-1)).toMatchObject({ kind: 'picture', alt: { ru: 'Схема проезда к службе' } });

    const device = await office.display();
    const board = await enter(browser, line, 'landscape', { kind: 'display', token: device.token });
    await board.page.goto(`${line.url}/display/`);
    await at(board.page, 'stand').waitFor();
    // it comes by itself, in its turn
    await at(board.page, 'slide-picture').waitFor();
    await seen(board.page, 'slide-picture');
    await expect.poll(() => at(board.page, 'slide-picture').getAttribute('alt')).toBe('Схема проезда к службе');
    expect(await cutOff(board.page)).toEqual([]);
    await keepPicture(board.page, 'board-picture');
    expect(board.faults).toEqual([]);
    await board.context.close();
  });

  it('is told in words what is no picture, and nothing is sent while the server is away', async () => {
    const { page, away } = admin;
    await open(page, 'board');
    const before = pictures().size;
    const no = at(page, 'slide-picture-no');
    const choose = (one: ReturnType<typeof file>) => at(page, 'slide-picture-input').setInputFiles(one);
    await away(async () => {
      await choose(file('logo.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'));
      await no.getByText('SVG не принимается').waitFor();
      await choose(file('photo.png', 'image/png', '<!doctype html><script>alert(1)</script>'));
      await no.getByText('страница или документ').waitFor();
      await choose(file('cat.gif', 'image/gif', 'GIF89a\x01\0\x01\0'));
      await no.getByText('GIF не принимается').waitFor();
      await keepPicture(page, 'settings-board-refused');
      expect(await violations(admin, false)).toEqual([]);
      line.cut();
      await at(page, 'slide-picture').and(page.locator(':disabled')).waitFor();
      line.mend();
      await at(page, 'slide-picture').and(page.locator(':enabled')).waitFor();
    });
    expect(pictures().size).toBe(before);
  });

  it('gives the office a logo: the kiosk shows it where its letters were, and the letters again when it is taken away', async () => {
    const { page } = admin;
    const kiosk = await office.kiosk();
    const glass = await enter(browser, line, 'portrait', { kind: 'kiosk', token: kiosk.token });
    await glass.page.goto(`${line.url}/kiosk/`);
    await glass.page.locator('.head__emblem').waitFor();
    await open(page, 'office');
    await at(page, 'office-logo-input').setInputFiles(file('logo.jpg', 'image/jpeg', canvasPictures.jpeg()));
    await seen(page, 'office-logo-image');
    await keepPicture(page, 'settings-office-logo');
    expect(await cutOff(page)).toEqual([]);
    await at(page, 'office-save').click();
    await at(page, 'takes').waitFor();
    await seen(glass.page, 'logo');
    expect(await glass.page.locator('.head__emblem').count()).toBe(0);
    await keepPicture(glass.page, 'kiosk-logo');
    await at(page, 'office-logo-drop').click();
    await at(page, 'office-save').click();
    await glass.page.locator('.head__emblem').waitFor();
    expect(glass.faults).toEqual([]);
    await glass.context.close();
    expect(admin.faults).toEqual([]);
  });
});
