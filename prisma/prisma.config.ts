import { defineConfig } from 'prisma/config';

// The command line asks for its native engine even where it does not use it, and that engine's host is not reachable
// from every office. Any program that exists satisfies it; one that does nothing would let `migrate deploy` succeed
// having done nothing, Node refuses its arguments.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'schema.prisma',
  migrations: { path: 'migrations' },
});
