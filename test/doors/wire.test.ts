import { expect, it } from 'vitest';
import { commands, refusalKeys, sheetFormats } from '../../server/contract/index.js';
import {
  commandNames,
  contractSchemas,
  openApi,
  reportNames,
  sheetNames,
  viewNames,
} from '../../server/doors/openapi.js';
import { openEntrance } from './entrance.js';
import type { Anything } from './entrance.js';

const refs = (value: unknown): string[] => JSON.stringify(value).match(/(?<="\$ref":")[^"]*/g) ?? [];

it('the wire is what it was: a change of it stands in the review', async () => {
  const wire = {
    commands: Object.fromEntries(
      commandNames.map((name) => [
        name,
        { by: commands[name].by, at: commands[name].at, secret: commands[name].secret },
      ]),
    ),
    refusals: refusalKeys,
    schemas: contractSchemas(),
  };
  await expect(`${JSON.stringify(wire, null, 1)}\n`).toMatchFileSnapshot('__snapshots__/wire.snap');
});

it('the document names every command, view, report and refusal, and every reference leads somewhere', async () => {
  const entrance = await openEntrance();
  const { headers } = await entrance.person(['auditor']);
  const { body } = await entrance.get('/api/openapi.json', headers);
  const document = body as Anything;
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths).sort()).toEqual(
    [
      ...commandNames.map((name) => `/api/${name}`),
      '/api/files',
      '/api/packs',
      '/api/pictures',
      '/api/pictures/{pictureId}',
      ...viewNames.map((name) => `/api/views/${name}`),
      ...reportNames.map((name) => `/api/reports/${name}`),
      ...sheetNames.flatMap((name) => sheetFormats.map((format) => `/api/exports/${name}.${format}`)),
    ].sort(),
  );
  const { schemas } = document.components;
  const known = new Set(Object.keys(schemas).map((name) => `#/components/schemas/${name}`));
  expect(refs(document).filter((ref) => !known.has(ref))).toEqual([]);
  expect(schemas.Refused.properties.refusal.properties.key.enum).toEqual([...refusalKeys]);
  const ids = new Set<string>();
  for (const path of Object.values<Anything>(document.paths))
    for (const operation of Object.values<Anything>(path)) {
      expect(ids.has(operation.operationId)).toBe(false);
      ids.add(operation.operationId);
      expect(Object.keys(operation.responses)).toContain('200');
    }
  // every command has a shape of its own for what is sent and heard
  for (const name of commandNames) {
    const { post } = document.paths[`/api/${name}`];
    expect(schemas[post.requestBody.content['application/json'].schema.$ref.split('/').at(-1)].required).toContain(
      'requestId',
    );
  }
});

it('people can read it too', async () => {
  const entrance = await openEntrance();
  const { headers } = await entrance.person(['operator']);
  // as a link is followed: with the cookie alone
  const page = String((await entrance.get('/api/', { cookie: headers.cookie })).body);
  for (const name of [...commandNames, ...viewNames, ...reportNames, ...sheetNames.map((name) => `${name}.xlsx`)])
    expect(page).toContain(`/${name}</code>`);
  for (const name of ['files', 'packs', 'pictures']) expect(page).toContain(`POST /api/${name}`);
  expect(openApi('1').info).toMatchObject({ version: '1' });
});
