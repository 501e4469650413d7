# The bot alone, as a user without rights. The database lies in /data, or in PostgreSQL (see compose.yaml).
FROM python:3.11.13-slim-bookworm AS packages
COPY requirements.lock /tmp/
RUN python -m venv /venv \
    && /venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --only-binary :all: \
       --require-hashes -r /tmp/requirements.lock \
    && /venv/bin/python -m pip uninstall --yes --quiet pip setuptools

FROM python:3.11.13-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin aabendoer \
    && install -d -o aabendoer -g aabendoer -m 0700 /data
COPY --from=packages /venv /venv
WORKDIR /app
COPY locales locales
COPY bot bot
COPY handlers handlers
COPY scheduler scheduler
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    PORT=8080 \
    DATA_DIR=/data \
    DATABASE_URL=sqlite:////data/aabendoer.db
RUN python -m compileall -q bot handlers scheduler
USER 10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/health\", timeout=2)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
