/** HTTP's half of handing in: bytes as `application/octet-stream`, what else is said stands in headers. */
import type { Request, RequestHandler } from 'express';
import type { RefusalKey } from '../contract/index.js';
import { isSameOrigin } from './address.js';
import type { Knock } from './entering.js';
import type { DoorConfig } from './given.js';
import type { HandIn } from './handin.js';
import { refuse, statusOfReply } from './status.js';
import { decodedName } from './upload.js';

/** Bytes of a refused body that are still read, so that its sender hears the answer instead of a cut line. */
const mostDiscarded = 256 * 1024 * 1024;

function discard(request: Request): void {
  let bytes = 0;
  request.on('data', (part: Buffer) => {
    bytes += part.length;
    if (bytes > mostDiscarded) request.destroy();
  });
  request.resume();
}

/**
 * Makes routes that hand bytes in: `x-talon-request` and `x-talon-name` (percent-encoded) go with all of them, `more` are
 * headers of this kind alone, by the field that they fill.
 */
export function makeBytesRoute(given: {
  config: Pick<DoorConfig, 'publicUrl'>;
  knockOf: (request: Request) => Knock;
}): (handIn: HandIn<unknown>, more?: Record<string, string>) => RequestHandler {
  const { config, knockOf } = given;

  return (handIn, more = {}) =>
    async (request, response) => {
      // read only as far as it goes: what is left of a refused body is thrown away as it comes, and not for ever
      const refused = (key: RefusalKey) => {
        discard(request);
        refuse(response, key);
      };
      if (!isSameOrigin(request.headers, config.publicUrl)) return refused('notAllowed');
      if (!request.is('application/octet-stream')) return refused('badRequest');
      const said = request.get('content-length');
      const gone = new AbortController();
      response.on('close', () => gone.abort());
      const own: Record<string, unknown> = {};
      for (const [field, header] of Object.entries(more)) own[field] = request.get(header);
      const reply = await handIn(
        {
          headers: {
            requestId: request.get('x-talon-request'),
            name: decodedName(request.get('x-talon-name')),
            ...own,
          },
          length: said === undefined ? null : Number(said),
          body: request.iterator({ destroyOnReturn: false }),
          gone: gone.signal,
        },
        knockOf(request),
      );
      if (!request.readableEnded) discard(request);
      response.status(statusOfReply(reply)).json(reply);
    };
}
