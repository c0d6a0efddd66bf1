# syntax=docker/dockerfile:1
# Nonet in a container: `docker build -t nonet .`, then
# `docker run -p 127.0.0.1:8000:8000 -v nonet-data:/data nonet`.
# For a GPU: `docker build --build-arg DEVICE=cuda -t nonet:cuda .`, then `docker run --gpus all ...`.

ARG PYTHON_VERSION=3.11

FROM python:${PYTHON_VERSION}-slim-bookworm AS build
# cpu or cuda: which build of PyTorch goes in.
ARG DEVICE=cpu
# A package index that has CPU builds of PyTorch under their own names, when the usual one has only CUDA builds.
ARG TORCH_CPU_INDEX=""
WORKDIR /src
RUN python -m venv /opt/nonet
ENV PATH=/opt/nonet/bin:$PATH
COPY pyproject.toml constraints.txt README.md LICENSE ./
RUN --mount=type=cache,target=/root/.cache/pip \
    if [ "$DEVICE" = cpu ] && [ -n "$TORCH_CPU_INDEX" ]; then \
        pip install --index-url "$TORCH_CPU_INDEX" --constraint constraints.txt torch; \
    fi
COPY bot bot
COPY generation generation
COPY moderation moderation
COPY db db
RUN --mount=type=cache,target=/root/.cache/pip pip install --constraint constraints.txt ".[postgres]"

FROM python:${PYTHON_VERSION}-slim-bookworm
ARG DEVICE=cpu
RUN useradd --system --uid 10001 --create-home nonet && install -d -o nonet /data
COPY --from=build /opt/nonet /opt/nonet
ENV PATH=/opt/nonet/bin:$PATH \
    NONET_DATA_DIR=/data \
    NONET_WEB__HOST=0.0.0.0 \
    NONET_GENERATION__DEVICE=${DEVICE}
USER nonet
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["nonet", "run"]
