# The server with its web app. Build configuration: --build-arg CONFIGURATION=Debug; images by --build-arg SDK_IMAGE=… and so on.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0
ARG NODE_IMAGE=node:20-bookworm-slim

FROM ${NODE_IMAGE} AS node

FROM ${SDK_IMAGE} AS build
ARG CONFIGURATION=Release
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s /usr/local/lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY . .
RUN dotnet publish src/RemoteClassroom.Server -c ${CONFIGURATION} -o /app

FROM ${RUNTIME_IMAGE}
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app .
# Nothing here needs to be root; what is written goes into the data folder or the database.
RUN mkdir /data && chown app:app /data
USER app
VOLUME /data
EXPOSE 8080
ENV DOTNET_EnableDiagnostics=0
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s CMD curl -fsS http://127.0.0.1:8080/healthz/ready || exit 1
ENTRYPOINT ["dotnet", "RemoteClassroom.Server.dll", "--urls", "http://0.0.0.0:8080", "--data", "/data"]
