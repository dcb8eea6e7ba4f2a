/** What hands do at the office's screens, stroke by stroke: at the kiosk, at the booth, over an ordinary printer. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { at, patienceMs } from './browser.js';

/** A file as it lies on a flash drive. */
export interface DriveFile {
  name: string;
  bytes: Uint8Array;
}

/** Touches these parts of the kiosk one after another, up to the ticket; its number. The kiosk is the next one's then. */
export async function touch(page: Page, marks: readonly string[]): Promise<string> {
  for (const mark of marks) await at(page, mark).click();
  await at(page, 'get-ticket').click();
  const number = (await at(page, 'ticket-number').innerText()).trim();
  await at(page, 'done').click();
  return number;
}

/** A new day at the booth: the shift is opened with the keys of its screen. */
export async function takeSeat(page: Page, booth: string): Promise<void> {
  await at(page, `booth-${booth}`).click();
  await page.keyboard.press('Enter');
  await at(page, 'call-next').waitFor();
}

/** Calls who is next; the number on the screen. */
export async function callNext(page: Page): Promise<string> {
  await at(page, 'call-next').and(page.locator(':enabled')).waitFor();
  await page.keyboard.press('F2');
  await at(page, 'begin').waitFor();
  return (await at(page, 'current-number').innerText()).trim();
}

export const stepIs = (page: Page, code: string, state: 'running' | 'done') =>
  page.locator(`[data-test="step-${code}"].step--${state}`).waitFor({ timeout: patienceMs });

/** The running step hears its key again: one that has just begun lets a second press pass by. */
export const stepHears = (page: Page) => page.locator('[data-test="complete"][aria-disabled="false"]').waitFor();

/** Completes the running step by its key; a check of another program is given its name first. */
export async function tickStep(page: Page, code: string, tool: string | null): Promise<void> {
  await stepIs(page, code, 'running');
  await stepHears(page);
  if (tool !== null) await at(page, 'attest-tool').fill(tool);
  await page.keyboard.press('Control+Enter');
  await stepIs(page, code, 'done');
}

/** Fills fields by their marks; one that is a list gets its option. */
export async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [mark, text] of Object.entries(fields)) {
    const field = at(page, mark);
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(text);
    else await field.fill(text);
  }
}

/** Lets go of files over the screen, as a mouse does that carries them from a flash drive. */
export async function drop(page: Page, files: readonly DriveFile[]): Promise<void> {
  const carried = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }));
  const dataTransfer = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of all)
      transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
    return transfer;
  }, carried);
  for (const event of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('main', event, { dataTransfer });
  await dataTransfer.dispose();
}

/** What a part of the screen says, in one line: spaces that do not break are spaces. */
export const words = async (page: Page, mark: string): Promise<string> =>
  (await at(page, mark).first().innerText()).replace(/\s+/gu, ' ').trim();

/** Keeps a picture for eyes, when a folder for pictures is named. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.TALON_SHOTS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** As it comes out of an ordinary printer: print styles on a sheet of A4, 96 dots to the inch. */
export async function keepPrint(page: Page, name: string): Promise<void> {
  const folder = process.env.TALON_SHOTS;
  if (folder === undefined) return;
  const before = page.viewportSize();
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  await page.pdf({ path: join(folder, `${name}.pdf`), format: 'A4' });
  await page.emulateMedia({ media: null });
  if (before) await page.setViewportSize(before);
}
