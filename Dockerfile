# Peerscape in one image: the server and the sandbox, without compilers, without root.
#
# The base can be pinned by its digest, so that the same sources always give the same image:
#   docker buildx imagetools inspect node:22-bookworm-slim        prints the digest
#   docker build --build-arg BASE=node:22-bookworm-slim@sha256:… .
# Renew the digest at least monthly, for the security updates of Debian and Node.
ARG BASE=node:22-bookworm-slim

FROM ${BASE} AS sources
WORKDIR /peerscape
COPY package.json package-lock.json .npmrc ./
COPY shared/package.json shared/
COPY sandbox/package.json sandbox/
COPY server/package.json server/
COPY server/bin server/bin
COPY client/package.json client/
COPY e2e/package.json e2e/
COPY bench/package.json bench/

FROM sources AS build
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

# what the bundles import; the workspaces are in the bundles, and their links would lead nowhere
FROM sources AS packages
RUN npm ci --omit=dev --ignore-scripts && rm -r node_modules/@peerscape node_modules/.bin

FROM ${BASE}
ENV NODE_ENV=production
WORKDIR /peerscape
COPY --from=packages /peerscape/node_modules node_modules
COPY --from=build /peerscape/server/dist server/dist
COPY --from=build /peerscape/sandbox/dist sandbox/dist
COPY --from=build /peerscape/client/dist client/dist
# Group 0 may write as well: OpenShift runs the image as a random user of that group.
RUN mkdir /data /ca && chown node:0 /data /ca && chmod 770 /data /ca
ENV PEERSCAPE_DATA=/data
USER node
EXPOSE 4280
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:4280/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/dist/main.mjs"]
