/**
 * A JSON schema as the contract is told in one, and whether a value fits it: a second opinion beside the parser of the
 * doors. A keyword that is not known here is an error, so that none is passed over.
 */
import * as z from 'zod';

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const Type = z.enum(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);

export const Schema = z.strictObject({
  type: z.union([Type, z.array(Type)]).optional(),
  const: Scalar.optional(),
  enum: z.array(Scalar).optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  required: z.array(z.string()).optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  get properties() {
    return z.record(z.string(), Schema).optional();
  },
  get propertyNames() {
    return Schema.optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), Schema]).optional();
  },
  get items() {
    return Schema.optional();
  },
  get anyOf() {
    return z.array(Schema).optional();
  },
  get oneOf() {
    return z.array(Schema).optional();
  },
  get allOf() {
    return z.array(Schema).optional();
  },
});
export type Schema = z.infer<typeof Schema>;

export type Fields = Record<string, unknown>;
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as it comes out of the wire: what JSON cannot say is not in it, nor a prototype, which the door lets fall. */
export const overWire = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value) ?? 'null', (key, part: unknown) => (key === '__proto__' ? undefined : part));

function isOfType(type: z.infer<typeof Type>, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isFields(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

const fitsText = ({ minLength = 0, maxLength = Infinity, pattern }: Schema, text: string) =>
  text.length >= minLength &&
  text.length <= maxLength &&
  (pattern === undefined || new RegExp(pattern, 'u').test(text));

const fitsNumber = (schema: Schema, value: number) =>
  value >= (schema.minimum ?? -Infinity) &&
  value <= (schema.maximum ?? Infinity) &&
  value > (schema.exclusiveMinimum ?? -Infinity) &&
  value < (schema.exclusiveMaximum ?? Infinity);

function fitsFields(schema: Schema, value: Fields): boolean {
  const { properties = {}, required = [], additionalProperties: more = true, propertyNames } = schema;
  // what is left out is its default
  const isMissing = (key: string) => !Object.hasOwn(value, key) && properties[key]?.default === undefined;
  if (required.some(isMissing)) return false;
  return Object.entries(value).every(([key, one]) => {
    if (propertyNames !== undefined && !fits(propertyNames, key)) return false;
    const shape = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (shape !== undefined) return fits(shape, one);
    return typeof more === 'boolean' ? more : fits(more, one);
  });
}

/** Does the value, as it comes out of the wire, fit? */
export function fits(schema: Schema, value: unknown): boolean {
  const types = schema.type === undefined ? null : [schema.type].flat();
  if (types !== null && !types.some((type) => isOfType(type, value))) return false;
  if (schema.const !== undefined && value !== schema.const) return false;
  if (schema.enum !== undefined && !schema.enum.some((one) => one === value)) return false;
  if (schema.anyOf !== undefined && !schema.anyOf.some((one) => fits(one, value))) return false;
  if (schema.oneOf !== undefined && !schema.oneOf.some((one) => fits(one, value))) return false;
  if (schema.allOf !== undefined && !schema.allOf.every((one) => fits(one, value))) return false;
  if (typeof value === 'string') return fitsText(schema, value);
  if (typeof value === 'number') return fitsNumber(schema, value);
  if (Array.isArray(value)) {
    const { items, minItems = 0, maxItems = Infinity } = schema;
    if (value.length < minItems || value.length > maxItems) return false;
    return items === undefined || value.every((one) => fits(items, one));
  }
  return !isFields(value) || fitsFields(schema, value);
}
