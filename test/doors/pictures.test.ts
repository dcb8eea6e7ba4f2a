/** Pictures over the real doors: who hands them in, who sees them, what becomes of those that nobody names. */
import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { PictureReply, Reply, SettingValues } from '../../server/contract/index.js';
import { mostPictureBytes, mostPictures } from '../../server/contract/index.js';
import { canvasPictures, joined, pngChunk, pngOf, withSegment } from '../support/pictures.js';
import { openTestOffice, press, type OfficeOptions, type TestClient, type TestOffice } from '../support/office.js';

let office: TestOffice;
afterEach(() => office.close());

type Bytes = Uint8Array<ArrayBuffer>;
interface Sent {
  requestId?: string;
  name?: string;
  type?: string;
  headers?: Record<string, string>;
}

async function hand(
  cookie: string,
  body: Bytes,
  { requestId = press(), name = 'снимок.jpg', type, headers }: Sent = {},
) {
  const response = await fetch(`${office.url}/api/pictures`, {
    method: 'POST',
    body,
    headers: {
      cookie,
      'content-type': type ?? 'application/octet-stream',
      'x-talon-as': 'staff',
      'x-talon-request': requestId,
      'x-talon-name': encodeURIComponent(name),
      ...headers,
    },
  });
  const told: Reply<PictureReply> = await response.json();
  return { status: response.status, told };
}
const refused = async (...sent: Parameters<typeof hand>) => {
  const { told } = await hand(...sent);
  return told.ok ? null : told.refusal;
};
async function handed(cookie: string, body: Bytes): Promise<string> {
  const { told } = await hand(cookie, body);
  if (!told.ok) throw new Error(JSON.stringify(told.refusal));
  return told.data.pictureId;
}
/** As a browser asks for what it has already. */
const again = (pictureId: string) => ({ 'if-none-match': `"${pictureId}"`, 'cache-control': 'max-age=0' });
const look = (pictureId: string, headers: Record<string, string> = {}) =>
  fetch(`${office.url}/api/pictures/${pictureId}`, { headers });

type Admin = TestClient & { cookie: string };
async function opened(options: OfficeOptions = {}): Promise<Admin> {
  office = await openTestOffice(options);
  return office.staff(['administrator']);
}
const standing = () => office.opened.app.house.clerk.office;
async function setBoard(admin: Admin, change: Partial<SettingValues['board']>) {
  const { layout, theme, chime, voice, freshSeconds, slideSeconds, showsWaits, slides, lines } = standing().settings;
  const value = { layout, theme, chime, voice, freshSeconds, slideSeconds, showsWaits, slides, lines, ...change };
  const seen = standing().marks.get('part:board')?.revision ?? 0;
  return admin.ask('settings:set', { requestId: press(), seen, change: { part: 'board', value } });
}
async function setLogo(admin: Admin, logo: string | null) {
  const { name, region, emblem, address, phones, boothWord } = standing().settings;
  const { superior, head, sign, stand, payerCodes } = standing().settings;
  const value = { name, region, emblem, logo, address, phones, boothWord, superior, head, sign, stand, payerCodes };
  const seen = standing().marks.get('part:office')?.revision ?? 0;
  return admin.ask('settings:set', { requestId: press(), seen, change: { part: 'office', value } });
}
const slideOf = (pictureId: string) => ({ kind: 'picture', pictureId, alt: { ru: 'Схема проезда', en: '' } }) as const;
const kinds = async (kind: string) => office.opened.store.read.journal.findMany({ where: { kind } });
const inBooks = () => office.opened.store.read.picture.findMany({ omit: { bytes: true } });

describe('a picture that is handed in', () => {
  it('is kept once, whatever is pressed again, and without what it said of its maker', async () => {
    const { cookie } = await opened();
    const requestId = press();
    const bytes = withSegment(canvasPictures.jpeg(), 0xe1, 'Exif\0\0 Петрова А. С., кабинет 12');
    const once = await hand(cookie, bytes, { requestId });
    expect(once).toMatchObject({ status: 200, told: { ok: true, data: { width: 24, height: 16 } } });
    expect(await hand(cookie, bytes, { requestId })).toEqual(once);
    expect(await hand(cookie, bytes)).toEqual(once);
    expect(await refused(cookie, canvasPictures.png(), { requestId })).toEqual({ key: 'requestReused' });
    const rows = await inBooks();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ type: 'image/jpeg', width: 24, height: 16 });
    const [entry] = await kinds('picture:added');
    expect(JSON.parse(entry?.data ?? '')).toMatchObject({ pictureId: rows[0]?.sha256, width: 24, type: 'image/jpeg' });
    const kept = await office.opened.store.read.picture.findFirst();
    expect(Buffer.from(kept?.bytes ?? []).toString()).not.toContain('кабинет');
    for (const { data } of await office.opened.store.read.journal.findMany()) expect(data).not.toContain('снимок');
  });

  it('is refused by its own bytes, whatever it is called, and then nothing changes', async () => {
    const { cookie } = await opened();
    const text = (words: string) => new Uint8Array(Buffer.from(words));
    const hostile: [Bytes, string][] = [
      [text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'svg'],
      [text('<!doctype html><body onload="alert(1)">'), 'page'],
      [joined(pngOf(16, 16), '<script>alert(1)</script>'), 'trailing'],
      [joined(canvasPictures.jpeg(), 'PK\x03\x04 archive'), 'trailing'],
      [text('GIF89a\x01\0\x01\0'), 'gif'],
      [pngOf(16, 16, { told: [40_000, 40_000] }), 'wide'],
      [pngOf(16, 16, { more: [pngChunk('acTL', new Uint8Array(8))] }), 'animated'],
      [pngOf(16, 16).slice(0, 60), 'broken'],
      [new Uint8Array(0), 'empty'],
      [new Uint8Array(randomBytes(5000)), 'notPicture'],
      [new Uint8Array(mostPictureBytes + 1), 'tooLarge'],
    ];
    for (const [bytes, why] of hostile)
      expect([why, await refused(cookie, bytes, { name: 'photo.png' })]).toEqual([
        why,
        { key: 'pictureRefused', about: { why } },
      ]);
    expect(await inBooks()).toEqual([]);
    expect(await kinds('picture:added')).toEqual([]);
    // as a form of a foreign page would send it, and from a foreign page
    expect(await refused(cookie, pngOf(16, 16), { type: 'image/png' })).toEqual({ key: 'badRequest' });
    expect(await refused(cookie, pngOf(16, 16), { headers: { origin: 'https://elsewhere.example' } })).toEqual({
      key: 'notAllowed',
    });
    expect(await refused(cookie, pngOf(16, 16), { headers: { 'x-talon-name': '' } })).toMatchObject({
      key: 'badRequest',
    });
  });

  it('comes from administrators alone, and not from one who never stops', async () => {
    const admin = await opened({ environment: { LIMITS_FACTOR: '1' } });
    for (const roles of [['operator'], ['attendant'], ['manager'], ['auditor']] as const) {
      const { cookie } = await office.staff([...roles]);
      expect(await refused(cookie, pngOf(16, 16))).toEqual({ key: 'notAllowed' });
    }
    expect(await refused('', pngOf(16, 16))).toEqual({ key: 'signedOut' });
    const keys: (string | null)[] = [];
    for (let at = 0; at < 45; at += 1) {
      const no = await refused(admin.cookie, pngOf(16, 16));
      keys.push(no?.key ?? null);
      // thirty presses of any kind a second are the other limit
      if (at % 15 === 14) await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    expect(keys.filter((key) => key === null)).toHaveLength(40);
    expect(keys.at(-1)).toBe('tooMany');
  });

  it('is one of so many', async () => {
    const admin = await opened();
    const { pictures } = standing();
    const [pictureId] = [await handed(admin.cookie, pngOf(16, 16))];
    const face = pictures.get(pictureId);
    if (face === undefined) throw new Error('the picture is not there');
    for (let at = 1; at < mostPictures; at += 1) pictures.set(`other-${at}`, { ...face, sha256: `other-${at}` });
    expect(await refused(admin.cookie, pngOf(17, 17))).toEqual({ key: 'pictureRefused', about: { why: 'tooMany' } });
    // one that is there is no other
    expect(await handed(admin.cookie, pngOf(16, 16))).toBe(pictureId);
  });
});

describe('a picture under its address', () => {
  it('is seen by every console, kiosk and board by cookie alone, and by nobody else', async () => {
    const admin = await opened();
    const pictureId = await handed(admin.cookie, canvasPictures.webp());
    const [kiosk, display] = [await office.kiosk(), await office.display()];
    const { cookie: auditor } = await office.staff(['auditor']);
    const seers = {
      kiosk: { cookie: `talon_kiosk=${kiosk.token}` },
      display: { cookie: `talon_display=${display.token}` },
      // a browser on which all three are open, one key of them grown old
      several: { cookie: `talon_staff=old; talon_kiosk=older; talon_display=${display.token}` },
      auditor: { cookie: auditor },
      bearer: { authorization: `Bearer ${display.token}`, 'x-talon-as': 'display' },
    };
    for (const [who, headers] of Object.entries(seers)) {
      const response = await look(pictureId, headers);
      expect([who, response.status]).toEqual([who, 200]);
      await response.arrayBuffer();
    }
    const strangers: Record<string, string>[] = [
      {},
      { cookie: 'talon_staff=made-up' },
      { cookie: `talon_display=${kiosk.token}` },
    ];
    for (const headers of strangers) expect((await look(pictureId, headers)).status).toBe(401);
    await admin.ask('device:revoke', { requestId: press(), deviceId: display.deviceId });
    expect((await look(pictureId, seers.display)).status).toBe(401);
    // one cookie beside the own is never a way to a command or a view
    const other = await fetch(`${office.url}/api/views/kiosk`, { headers: { cookie: `talon_kiosk=${kiosk.token}` } });
    expect(other.status).toBe(401);
  });

  it('is sent as what it is, kept for ever by browsers, and can run nothing', async () => {
    const admin = await opened();
    const bytes = canvasPictures.jpeg();
    const pictureId = await handed(admin.cookie, bytes);
    const response = await look(pictureId, { cookie: admin.cookie });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'content-disposition': 'inline',
      'cache-control': 'private, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'same-origin',
      etag: `"${pictureId}"`,
    });
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('set-cookie')).toBeNull();
    expect((await response.arrayBuffer()).byteLength).toBeLessThan(bytes.length);
    expect((await look(pictureId, { cookie: admin.cookie, ...again(pictureId) })).status).toBe(304);
    for (const name of ['nothing', 'a'.repeat(64), '..%2f..%2fpackage.json', '%00', "x'--"])
      expect((await look(name, { cookie: admin.cookie })).status).toBe(404);
  });

  it('is the logo for everybody, once the office has chosen it, and while it has one', async () => {
    const admin = await opened();
    const theme = async () => (await fetch(`${office.url}/api/theme`)).json();
    const logo = (headers: Record<string, string> = {}) => fetch(`${office.url}/theme/logo`, { headers });
    expect((await logo()).status).toBe(404);
    const pictureId = await handed(admin.cookie, canvasPictures.png());
    // what is not the logo stays inside
    expect((await logo()).status).toBe(404);
    expect((await setLogo(admin, 'f'.repeat(64))).ok).toBe(false);
    expect((await setLogo(admin, pictureId)).ok).toBe(true);
    const sent = await logo();
    expect([sent.status, sent.headers.get('content-type'), sent.headers.get('cache-control')]).toEqual([
      200,
      'image/png',
      'no-cache',
    ]);
    expect(sent.headers.get('content-security-policy')).toContain('sandbox');
    expect((await logo(again(pictureId))).status).toBe(304);
    expect(await theme()).toMatchObject({ data: { office: { logo: pictureId } } });
    const kiosk = await office.kiosk();
    await kiosk.see('kiosk', (view) => view.office.logo === pictureId);
    await setLogo(admin, null);
    expect((await logo()).status).toBe(404);
    await kiosk.see('kiosk', (view) => view.office.logo === null);
  });
});

describe('a page of the board', () => {
  it('is a picture that the office has, with its words; one that it has not is refused', async () => {
    const admin = await opened();
    const board = await office.display();
    const pictureId = await handed(admin.cookie, canvasPictures.webpAlpha());
    expect(await setBoard(admin, { slides: [slideOf('f'.repeat(64))] })).toEqual({
      ok: false,
      refusal: { key: 'badAnswer', about: { field: 'slides' } },
    });
    expect((await setBoard(admin, { slides: [slideOf(pictureId)] })).ok).toBe(true);
    const { slides } = await board.see('board', (view) => view.slides.length === 1);
    expect(slides).toEqual([{ title: { ru: 'Схема проезда', en: 'Схема проезда' }, lines: [], ref: '', pictureId }]);
    await office.restart();
    expect(standing().pictures.get(pictureId)).toMatchObject({ type: 'image/webp', width: 24 });
  });

  it('keeps its picture; what no setting names goes with the opening of a day, a day after it came', async () => {
    const admin = await opened();
    const [kept, logo, unnamed] = [
      await handed(admin.cookie, pngOf(16, 16)),
      await handed(admin.cookie, pngOf(17, 16)),
      await handed(admin.cookie, pngOf(18, 16)),
    ];
    await setBoard(admin, { slides: [slideOf(kept)] });
    await setLogo(admin, logo);
    const names = () => [...standing().pictures.keys()].sort();
    const nextDay = async () => {
      await admin.ask('day:close', { requestId: press() });
      office.clock.pass(23.5 * 60);
      await office.opened.app.house.clockwork.tick();
      await office.opened.app.house.clerk.idle();
    };
    expect(names()).toEqual([kept, logo, unnamed].sort());
    // Friday at ten; the next opening is on Monday
    office.clock.pass(3 * 24 * 60);
    await office.opened.app.house.clockwork.tick();
    const fresh = await handed(admin.cookie, pngOf(19, 16));
    await nextDay();
    expect(names()).toEqual([kept, logo, fresh].sort());
    expect((await inBooks()).map(({ sha256 }) => sha256).sort()).toEqual([kept, logo, fresh].sort());
    expect((await look(unnamed, { cookie: admin.cookie })).status).toBe(404);
    const [entry] = await kinds('picture:dropped');
    expect(JSON.parse(entry?.data ?? '')).toEqual({ pictureIds: [unnamed] });
  });
});
