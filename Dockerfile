# One image for web, worker and beat. Build: docker build -t rss-portal .
FROM python:3.11-slim-bookworm

# pg_dump and pg_restore serve `manage.py backup` and `restore`.
RUN apt-get update \
 && apt-get install -y --no-install-recommends postgresql-client \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --create-home --home-dir /home/portal portal \
 && install -d -o portal -g portal /data

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=rss_portal.settings.production \
    RSS_VAR_DIR=/data RSS_STATIC_ROOT=/portal/collected \
    PATH=/portal/.venv/bin:$PATH
WORKDIR /portal

# The packages change seldom: a layer of their own, installed from the lock with hashes.
COPY start.py pyproject.toml uv.lock ./
ARG PACKAGE_GROUPS="s3"
RUN python start.py install ${PACKAGE_GROUPS}

COPY . .
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(60))')" RSS_ALLOWED_HOSTS=build REDIS_URL=redis://build \
    sh -c 'python manage.py translations --compile && python manage.py collectstatic --noinput'

USER portal
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=10s --start-period=30s --retries=3 \
    CMD ["python", "rss_portal/operations/deploy/probe.py"]
CMD ["gunicorn", "--config", "rss_portal/operations/deploy/gunicorn.conf.py", "rss_portal.wsgi:application"]
