/** HTTP's half of the wire: commands by POST, views and reports by GET, the document of it all. One error shape. */
import type { ErrorRequestHandler, Request, RequestHandler, Response, Router } from 'express';
import express from 'express';
import { sheetFormats, type SheetFormat } from '../contract/index.js';
import { addressOf, isSameOrigin } from './address.js';
import { readCookie, writeCookie } from './cookie.js';
import { crowdOfPath } from './crowd.js';
import type { Door } from './door.js';
import { makeBytesRoute } from './bytes.js';
import { boundOf, longestAgent, type Knock } from './entering.js';
import { callerKinds } from './given.js';
import type { SheetFile } from '../office/housespec.js';
import { isLong, longestBody, usualBody } from './lengths.js';
import { takeOf } from './limits.js';
import { openApi } from './openapi.js';
import { wirePage } from './paper.js';
import { knownByAny, pictureRoute } from './pictures.js';
import { refuse, statusOfReply } from './status.js';
import type { Credential } from './who.js';

/** Who asks: by `x-talon-as` and the kind's cookie, or a bearer token for devices and tickets. */
export function credentialOf(request: Request): Credential {
  const said = request.get('x-talon-as');
  const [scheme = '', bearer = ''] = (request.get('authorization') ?? '').split(' ', 2);
  const token = scheme.toLowerCase() === 'bearer' && bearer !== '' ? bearer : null;
  const as = callerKinds.find((kind) => kind === said) ?? (said === undefined ? 'staff' : null);
  if (as === null || as === 'ticket') return { as, token };
  const cookie = readCookie(request.headers.cookie, as);
  return { as, token: as === 'staff' ? cookie : (token ?? cookie) };
}

/** Express's own no (broken JSON, too large, a path that cannot be decoded) in the one shape; anything else is unexpected. */
function onError(door: Door): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const said = typeof error === 'object' && error !== null ? error : {};
    const status = 'status' in said && typeof said.status === 'number' ? said.status : 500;
    if (status === 413) return refuse(response, 'tooLarge');
    if (status < 500) return refuse(response, 'badRequest');
    door.log.error({ error }, 'unexpected in HTTP');
    refuse(response, 'internal');
  };
}

const sheetTypes: Record<SheetFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** Hands out a file, never to be shown in place. */
function sendSheet(response: Response, { fileName, bytes }: SheetFile): void {
  const format = sheetFormats.find((one) => fileName.endsWith(`.${one}`)) ?? 'csv';
  response
    .status(200)
    .set('Content-Type', sheetTypes[format])
    .set('Content-Disposition', `attachment; filename="talon.${format}"; filename*=UTF-8''${headerText(fileName)}`)
    .end(bytes);
}

/** Text of a header's value: everything but letters, digits and a few signs as its bytes. */
function headerText(text: string): string {
  return encodeURIComponent(text).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

/** A part of an address that is a name. */
const oneOf = (part: unknown): string => (typeof part === 'string' ? part : '');

/** Routes under `/api`; `version` is the program's, for the document of the wire. */
export function makeApi(door: Door, version: string): Router {
  const { house, config, limits } = door;
  const router = express.Router();
  const knockOf = (request: Request): Knock => ({
    credential: credentialOf(request),
    address: addressOf(request.headers, request.socket.remoteAddress, config.trustedProxies),
    agent: (request.get('user-agent') ?? '').slice(0, longestAgent),
  });
  const usualJson = express.json({ limit: usualBody, strict: false });
  const longJson = express.json({ limit: longestBody, strict: false });
  // made when somebody asks: a start does not wait for it
  let document: string | null = null;
  const page = wirePage();

  /** How the wire is made is told to staff alone: a stranger has no use for a map of the doors. */
  const forStaff: RequestHandler = async (request, response, next) => {
    const known = await door.who(knockOf(request).credential, 'use');
    if (!known.ok) return refuse(response, known.key);
    if (known.caller.as !== 'staff') return refuse(response, 'notAllowed');
    const bound = boundOf(known.caller, []);
    if (bound !== null) return refuse(response, bound);
    next();
  };

  router.use(async (request, response, next) => {
    response.set('Cache-Control', 'no-store');
    const { credential, address } = knockOf(request);
    // the key first: strangers at the same address must not use up what its devices and staff need
    const isPicture = request.path.startsWith('/pictures/');
    const known = await (isPicture ? knownByAny(door, credential, request) : door.who(credential, 'look'));
    const crowd = crowdOfPath(request.path, address);
    if ((!known.ok && crowd === null) || (await takeOf(limits, 'request', known, crowd ?? address))) next();
    else refuse(response, 'tooMany');
  });
  router.get('/', forStaff, (_request, response) => void response.type('html').send(page));
  router.get('/openapi.json', forStaff, (_request, response) => {
    document ??= JSON.stringify(openApi(version));
    response.type('json').send(document);
  });
  router.get(
    '/theme',
    (_request, response) =>
      void response.json({
        ok: true,
        data: { ...house.theme(), sso: config.sso === null ? null : { name: config.sso.name } },
      }),
  );
  if (config.sso !== null)
    router.get('/sso/callback', async (request, response) => {
      const [, ...behind] = request.originalUrl.split('?');
      const back = { token: readCookie(request.headers.cookie, 'sso'), search: `?${behind.join('?')}` };
      const { reply, cookies } = await door.comeBack(back, knockOf(request));
      for (const cookie of cookies) response.append('Set-Cookie', writeCookie(cookie, config.isSecure));
      const why = reply.ok ? '' : `?sso=${reply.refusal.key}`;
      response.redirect(303, `${config.publicUrl ?? ''}/operator/${why}`);
    });

  router.get('/views/:view', async (request, response) => {
    const reply = await door.look(request.params.view, knockOf(request));
    response.status(statusOfReply(reply)).json(reply);
  });
  /** Is it a body that a page of ours sends? */
  const ownJson: RequestHandler = (request, response, next) => {
    // a page of another office's origin presses nothing here
    if (!isSameOrigin(request.headers, config.publicUrl)) return refuse(response, 'notAllowed');
    // a form of a foreign page cannot send this type
    if (!request.is('application/json')) return refuse(response, 'badRequest');
    next();
  };

  // a question has the same answer in an address and in a body; what is asked with words stands in no address, where a
  // proxy's log and a browser's history would keep it
  const report = async (name: string, query: unknown, request: Request, response: Response) => {
    const reply = await door.report(name, query, knockOf(request));
    response.status(statusOfReply(reply)).json(reply);
  };
  router.get('/reports/:name', (request, response) =>
    report(oneOf(request.params.name), { ...request.query }, request, response),
  );
  router.post('/reports/:name', ownJson, usualJson, (request, response) =>
    report(oneOf(request.params.name), request.body, request, response),
  );

  const sheet = async (file: string, asked: unknown, request: Request, response: Response) => {
    const { language, ...query }: Record<string, unknown> = { ...(typeof asked === 'object' ? asked : {}) };
    const [, name = '', format = ''] = /^(\w+)\.(\w+)$/.exec(file) ?? [];
    const reply = await door.sheet({ name, format, language, query }, knockOf(request));
    if (reply.ok) sendSheet(response, reply.data);
    else response.status(statusOfReply(reply)).json(reply);
  };
  router.get('/exports/:file', (request, response) =>
    sheet(oneOf(request.params.file), request.query, request, response),
  );
  router.post('/exports/:file', ownJson, usualJson, (request, response) =>
    sheet(oneOf(request.params.file), request.body, request, response),
  );

  const bytesRoute = makeBytesRoute({ config, knockOf });
  router.post('/files', bytesRoute(door.file, { receptionId: 'x-talon-reception' }));
  router.post('/pictures', bytesRoute(door.picture));
  router.post('/packs', bytesRoute(door.pack));
  router.get('/pictures/:pictureId', pictureRoute(door, credentialOf));
  router.post(
    '/:command',
    ownJson,
    async (request, response, next) => {
      // long ones are of people whom the door knows; a stranger's body is read no further than any other
      const isLonger =
        isLong(oneOf(request.params.command)) && (await door.who(knockOf(request).credential, 'look')).ok;
      (isLonger ? longJson : usualJson)(request, response, next);
    },
    async (request, response) => {
      const payload: unknown = request.body;
      const { reply, cookies } = await door.press(oneOf(request.params.command), payload, knockOf(request));
      for (const cookie of cookies) response.append('Set-Cookie', writeCookie(cookie, config.isSecure));
      response.status(statusOfReply(reply)).json(reply);
    },
  );
  router.all('/:command', (request, response) => {
    response
      .status(405)
      .set('Allow', 'POST')
      .json({ ok: false, refusal: { key: 'badRequest', about: { method: request.method } } });
  });
  router.use((_request, response) => refuse(response, 'notFound'));
  router.use(onError(door));
  return router;
}
