# Compiles with everything, and ships what running takes.
FROM node:24-slim AS build
WORKDIR /hippo
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json ./
COPY src src
COPY commands commands
RUN npm run build && npm prune --omit=dev

FROM node:24-slim
ENV NODE_ENV=production HTTP_PORT=8080
WORKDIR /hippo
COPY --from=build /hippo/package.json ./
COPY --from=build /hippo/node_modules node_modules
COPY --from=build /hippo/dist dist
# Where DATA_DIR may point to; a volume keeps the owner that it finds here.
RUN install -d -o node -g node -m 0700 /data
USER node
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HTTP_PORT}/livez`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the first process, so that a signal to stop reaches it.
CMD ["node", "--min-semi-space-size=8", "--max-semi-space-size=8", "--heap-growing-percent=30", "dist/src/main.js"]
