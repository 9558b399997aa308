# Peerscape in one image: the server and the sandbox, without compilers, without root.
FROM node:22-bookworm-slim AS build
WORKDIR /peerscape
COPY package.json package-lock.json .npmrc ./
COPY shared/package.json shared/
COPY sandbox/package.json sandbox/
COPY server/package.json server/
COPY client/package.json client/
COPY e2e/package.json e2e/
COPY bench/package.json bench/
COPY server/bin server/bin
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /peerscape
COPY --from=build /peerscape/package.json ./
COPY --from=build /peerscape/node_modules node_modules
COPY --from=build /peerscape/sandbox/package.json sandbox/package.json
COPY --from=build /peerscape/sandbox/dist sandbox/dist
COPY --from=build /peerscape/server/package.json server/package.json
COPY --from=build /peerscape/server/dist server/dist
COPY --from=build /peerscape/client/dist client/dist
RUN mkdir /data /kept && chown node:node /data /kept
USER node
EXPOSE 4280
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:4280/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/dist/main.mjs"]
