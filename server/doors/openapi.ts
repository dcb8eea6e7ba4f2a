/**
 * The wire as an OpenAPI 3.1 document, made from the contract's tables and nothing else: every command, view, report
 * and refusal. What is not in the tables is not promised.
 */
import * as z from 'zod';
import {
  commands,
  deviceRoles,
  languages,
  MenuItem,
  pictureTypes,
  packUpload,
  pictureUpload,
  refusalKeys,
  reports,
  sheetFormats,
  sheets,
  staffRoles,
  upload,
  views,
} from '../contract/index.js';
import type { CommandName, ReportName, Role, SheetName, ViewName } from '../contract/index.js';
import { statusOf } from './status.js';

type Json = Record<string, unknown>;

const names = <K extends string>(table: Record<K, unknown>): K[] => {
  const isName = (name: string): name is K => Object.hasOwn(table, name);
  return Object.keys(table).filter(isName);
};
export const commandNames: CommandName[] = names(commands);
export const viewNames: ViewName[] = names(views);
export const reportNames: ReportName[] = names(reports);
export const sheetNames: SheetName[] = names(sheets);

/** `ticket:issue` → `TicketIssue`. */
const title = (name: string) =>
  name
    .split(':')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

const refer = (schema: string) => ({ $ref: `#/components/schemas/${schema}` });

function schemasOf(io: 'input' | 'output', shapes: Map<string, z.ZodType>): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, shape] of shapes) registry.add(shape, { id });
  const made = z.toJSONSchema(registry, { io, uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(
    Object.entries(made.schemas).map(([id, { $schema: _schema, $id: _id, ...schema }]) => [id, schema]),
  );
}

/** Every shape of the wire as JSON schema: payloads and queries as they are sent, replies and views as they are heard. */
export function contractSchemas(): Json {
  const sent = new Map<string, z.ZodType>();
  const heard = new Map<string, z.ZodType>([
    ['MenuItem', MenuItem],
    ['FileAnswer', upload.reply.clone()],
    ['PictureAnswer', pictureUpload.reply.clone()],
    ['PackAnswer', packUpload.reply.clone()],
  ]);
  for (const name of commandNames) {
    sent.set(`${title(name)}Payload`, commands[name].payload);
  }
  for (const name of reportNames) sent.set(`${title(name)}Query`, reports[name].query);
  for (const name of sheetNames) sent.set(`${title(name)}Sheet`, sheets[name].query);
  // replies are wrapped anew: several commands answer with the very same shape
  for (const name of commandNames) heard.set(`${title(name)}Answer`, commands[name].reply.clone());
  for (const name of viewNames) heard.set(`${title(name)}View`, views[name].view);
  for (const name of reportNames) heard.set(`${title(name)}Report`, reports[name].reply);
  return { ...schemasOf('input', sent), ...schemasOf('output', heard) };
}

const refusal = {
  type: 'object',
  properties: {
    ok: { const: false },
    refusal: {
      type: 'object',
      properties: {
        key: { type: 'string', enum: [...refusalKeys] },
        about: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
      },
      required: ['key'],
    },
  },
  required: ['ok', 'refusal'],
};

const json = (schema: Json) => ({ 'application/json': { schema } });

/** Every no, by its status. */
function refusals(): Json {
  const byStatus = new Map<number, string[]>();
  for (const key of refusalKeys) byStatus.set(statusOf(key), [...(byStatus.get(statusOf(key)) ?? []), key]);
  return Object.fromEntries(
    [...byStatus].map(([status, keys]) => [status, { description: keys.join(', '), content: json(refer('Refused')) }]),
  );
}

function replies(schema: string): Json {
  const yes = {
    type: 'object',
    properties: { ok: { const: true }, data: refer(schema) },
    required: ['ok', 'data'],
  };
  return { ...refusals(), 200: { description: 'Yes.', content: json(yes) } };
}

/** Who may: as words for people, and as security for tools. */
function entrance(by: readonly Role[]): Json {
  const security: Record<string, string[]>[] = [];
  if (by.some((role) => role !== 'nobody' && role !== 'kiosk' && role !== 'display' && role !== 'ticket'))
    security.push({ staff: [] });
  if (by.some((role) => role === 'kiosk' || role === 'display' || role === 'ticket'))
    security.push({ bearer: [], as: [] });
  return { description: `By: ${by.join(', ')}.`, security: by.includes('nobody') ? [] : security, 'x-talon-by': by };
}

const queryOf = (schema: Json) => {
  const properties = Object.entries(schema.properties ?? {});
  const required: unknown[] = Array.isArray(schema.required) ? schema.required : [];
  return properties.map(([name, shape]: [string, unknown]) => {
    const hasDefault = typeof shape === 'object' && shape !== null && 'default' in shape;
    return { name, in: 'query', required: required.includes(name) && !hasDefault, schema: shape };
  });
};

const languageParameter = {
  name: 'language',
  in: 'query',
  required: false,
  schema: { enum: languages, default: 'ru' },
};
const fileContent = {
  xlsx: { 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {} },
  csv: { 'text/csv': {} },
};

/** Bytes that are handed in, each by a route of its own: what else its headers say, and the shape of the answer. */
const handedIn: Record<string, { by: readonly Role[]; more: string[]; answer: string }> = {
  files: { by: upload.by, more: ['x-talon-reception'], answer: 'FileAnswer' },
  pictures: { by: pictureUpload.by, more: [], answer: 'PictureAnswer' },
  packs: { by: packUpload.by, more: [], answer: 'PackAnswer' },
};
/** Who sees pictures: all but strangers and tickets. */
const seers: readonly Role[] = [...staffRoles, ...deviceRoles];

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The whole document. */
export function openApi(version: string): Json {
  const schemas = contractSchemas();
  const paths: Json = {};
  for (const name of commandNames)
    paths[`/api/${name}`] = {
      post: {
        operationId: name,
        tags: [name.split(':')[0]],
        ...entrance(commands[name].by),
        requestBody: { required: true, content: json(refer(`${title(name)}Payload`)) },
        responses: replies(`${title(name)}Answer`),
        'x-talon-secret': commands[name].secret,
      },
    };
  for (const name of viewNames)
    paths[`/api/views/${name}`] = {
      get: {
        operationId: `view:${name}`,
        tags: ['views'],
        ...entrance(views[name].by),
        responses: replies(`${title(name)}View`),
      },
    };
  for (const name of reportNames) {
    const query = schemas[`${title(name)}Query`];
    paths[`/api/reports/${name}`] = {
      get: {
        operationId: `report:${name}`,
        tags: ['reports'],
        ...entrance(reports[name].by),
        parameters: isJson(query) ? queryOf(query) : [],
        responses: replies(`${title(name)}Report`),
      },
      // the same question in a body: what is asked with words stands in no log of addresses
      post: {
        operationId: `ask:${name}`,
        tags: ['reports'],
        ...entrance(reports[name].by),
        requestBody: { required: true, content: json(refer(`${title(name)}Query`)) },
        responses: replies(`${title(name)}Report`),
      },
    };
  }
  for (const [name, { by, more, answer }] of Object.entries(handedIn))
    paths[`/api/${name}`] = {
      post: {
        operationId: name,
        tags: ['files'],
        ...entrance(by),
        parameters: ['x-talon-request', 'x-talon-name', ...more].map((header) => ({
          name: header,
          in: 'header',
          required: true,
          schema: { type: 'string' },
        })),
        requestBody: { required: true, content: { 'application/octet-stream': {} } },
        responses: replies(answer),
      },
    };
  paths['/api/pictures/{pictureId}'] = {
    get: {
      operationId: 'picture',
      tags: ['files'],
      ...entrance(seers),
      parameters: [{ name: 'pictureId', in: 'path', required: true, schema: { type: 'string' } }],
      responses: {
        ...refusals(),
        200: { description: 'The picture.', content: Object.fromEntries(pictureTypes.map((type) => [type, {}])) },
      },
    },
  };
  for (const name of sheetNames)
    for (const format of sheetFormats) {
      const query = schemas[`${title(name)}Sheet`];
      paths[`/api/exports/${name}.${format}`] = {
        get: {
          operationId: `export:${name}.${format}`,
          tags: ['exports'],
          ...entrance(sheets[name].by),
          parameters: [...(isJson(query) ? queryOf(query) : []), languageParameter],
          responses: { ...refusals(), 200: { description: 'The file.', content: fileContent[format] } },
        },
        post: {
          operationId: `take:${name}.${format}`,
          tags: ['exports'],
          ...entrance(sheets[name].by),
          requestBody: { required: true, content: json(refer(`${title(name)}Sheet`)) },
          responses: { ...refusals(), 200: { description: 'The file.', content: fileContent[format] } },
        },
      };
    }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Talon',
      version,
      description:
        'Every answer is { ok: true, data } or { ok: false, refusal: { key } }. Sockets carry the same commands as ' +
        'events with an acknowledgement, and views as events «view» (name, view) after «watch» (name).',
      license: { name: 'MIT' },
    },
    paths,
    components: {
      schemas: { ...schemas, Refused: refusal },
      securitySchemes: {
        staff: { type: 'apiKey', in: 'cookie', name: 'talon_staff' },
        bearer: { type: 'http', scheme: 'bearer', description: "A device's or a ticket's token." },
        as: { type: 'apiKey', in: 'header', name: 'x-talon-as', description: 'kiosk, display, ticket or staff.' },
      },
    },
  };
}
