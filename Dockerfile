# syntax=docker/dockerfile:1
FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci
COPY bin ./bin
COPY src ./src
COPY app ./app
COPY ui ./ui
COPY sandbox ./sandbox
COPY criteria ./criteria
COPY fhir-mappings ./fhir-mappings
COPY hooks ./hooks
COPY schemas ./schemas
COPY tsconfig.json tsconfig.build.json ./
RUN npm run build

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /build/dist ./dist
COPY package.json LICENSE NOTICE ./
COPY bin ./bin
COPY criteria ./criteria
COPY fhir-mappings ./fhir-mappings
COPY hooks ./hooks
COPY schemas ./schemas
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/nelm-cds.js"]
CMD ["serve", "--sandbox", "--host", "0.0.0.0"]
