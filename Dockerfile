# Pullquote's page on a port, its data in a volume:
#
#   docker build -t pullquote .
#   docker run --rm -p 127.0.0.1:7860:7860 -v pullquote:/data -e PULLQUOTE_PASSWORD=choose-one pullquote
#
# The page asks for that password. Uploads, corrections and models stay in the volume.
FROM python:3.12-slim

WORKDIR /app
COPY . .
RUN python -m pip install --no-cache-dir --constraint constraints.txt . \
    && useradd --create-home pullquote \
    && mkdir /data && chown pullquote:pullquote /data

USER pullquote
WORKDIR /data
ENV PULLQUOTE_DATA=/data/recordings PULLQUOTE_CACHE=/data/cache PULLQUOTE_MODELS=/data/models
VOLUME /data
EXPOSE 7860
CMD ["pullquote", "ui", "--host", "0.0.0.0", "--port", "7860", "--no-browser"]
