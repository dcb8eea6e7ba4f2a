# The office in a container: everything is built once, here; the image starts what was built and installs nothing.
#   docker build -t talon .
#   docker run -d --name talon --restart unless-stopped -p 8080:8080 -v talon:/data --init talon
FROM node:20-bookworm-slim AS built
# better-sqlite3 is compiled where its prebuilt file cannot be fetched
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
WORKDIR /talon
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --no-fund --no-audit
COPY . .
RUN node server/tools/prepare.mjs && npm prune --omit=dev --no-fund --no-audit

FROM node:20-bookworm-slim
WORKDIR /talon
COPY --from=built /talon/package.json ./
COPY --from=built /talon/node_modules ./node_modules
COPY --from=built /talon/dist ./dist
COPY --from=built /talon/prisma/migrations ./prisma/migrations
COPY --from=built /talon/server/theme ./server/theme
RUN install -d -o node -g node -m 0700 /data
USER node
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data BACKUP_AT=03:15 MALLOC_ARENA_MAX=2
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "process.env.NODE_TLS_REJECT_UNAUTHORIZED = 0; fetch(`http${process.env.TLS_CERT ? 's' : ''}://127.0.0.1:${process.env.PORT ?? 8080}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/server/main.js"]
