package com.quotahit.http.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The files of the web client, read into memory at start: a path that is not among them meets the
 * page itself, so no request ever names a file of the disk. What lies under {@code /assets} carries
 * its hash in its name and is kept by browsers for ever; a missing one is missing.
 */
final class WebFiles {

  private static final long BYTES_MAX = 64L * 1024 * 1024;
  private static final int WORTH_PACKING = 1024;
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String ASK_FIRST = "no-cache";

  private record Served(ContentType type, byte[] bytes, byte[] packed, String etag, String keep) {}

  private final Map<String, Served> files = new HashMap<>();

  WebFiles(Optional<Path> directory, EndpointTable table) {
    directory.filter(Files::isDirectory).ifPresent(this::load);
    files.put("/docs/api", text("text/html", ReferencePage.html(table)));
    files.put("/docs/api.css", text("text/css", ReferencePage.CSS));
  }

  HttpResponse answer(HttpRequest request, String path, String requestId) {
    Optional<Method> method = Edge.method(request);
    if (method.isEmpty() || method.get() != Method.GET) {
      return Problems.response(
          Problem.of(405, "request.method-not-allowed", "Method not allowed", "Use GET."),
          requestId,
          List.of(RawHeader.create("Allow", "GET, HEAD")));
    }
    Served exact = files.get(path);
    if (exact != null) {
      return served(exact, request);
    }
    Served index = files.get("/index.html");
    boolean page = !path.startsWith("/assets/") && !lastSegment(path).contains(".");
    if (page && index != null) {
      return served(index, request);
    }
    Problem problem =
        index == null && page
            ? Problem.of(
                404, "request.no-web-client", "No web client", "It is not built on this node.")
            : Problem.notFound();
    return Problems.response(problem, requestId, List.of());
  }

  private static String lastSegment(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private HttpResponse served(Served file, HttpRequest request) {
    boolean packed = file.packed.length > 0 && accepts(request, "gzip");
    String etag = packed ? "\"" + file.etag + "-gz\"" : "\"" + file.etag + "\"";
    HttpResponse response =
        HttpResponse.create()
            .addHeader(RawHeader.create("ETag", etag))
            .addHeader(RawHeader.create("Cache-Control", file.keep))
            .addHeader(RawHeader.create("Vary", "Accept-Encoding"));
    boolean same =
        header(request, "If-None-Match").filter(known -> known.contains(file.etag)).isPresent();
    if (same) {
      return response.withStatus(304);
    }
    HttpResponse full =
        packed ? response.addHeader(RawHeader.create("Content-Encoding", "gzip")) : response;
    return full.withEntity(HttpEntities.create(file.type, packed ? file.packed : file.bytes));
  }

  private static boolean accepts(HttpRequest request, String coding) {
    return header(request, "Accept-Encoding").filter(text -> text.contains(coding)).isPresent();
  }

  private static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }

  private void load(Path directory) {
    try (Stream<Path> found = Files.walk(directory)) {
      long total = 0;
      for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
        String path = "/" + directory.relativize(file).toString().replace('\\', '/');
        if (path.endsWith(".gz")
            && Files.exists(Path.of(file.toString().replaceAll("\\.gz$", "")))) {
          continue;
        }
        byte[] bytes = Files.readAllBytes(file);
        total += bytes.length;
        if (total > BYTES_MAX) {
          throw new IllegalStateException(
              directory + " holds more than " + BYTES_MAX + " bytes: maybe it is no web client");
        }
        Path twin = Path.of(file + ".gz");
        byte[] packed = Files.exists(twin) ? Files.readAllBytes(twin) : new byte[0];
        files.put(path, file(type(path), bytes, packed, path.startsWith("/assets/")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the web client in " + directory, e);
    }
    Served index = files.get("/index.html");
    if (index != null) {
      files.put("/", index);
    }
  }

  private static Served text(String type, String content) {
    return file(
        ContentTypes.parse(type + "; charset=UTF-8"),
        content.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        new byte[0],
        false);
  }

  private static Served file(ContentType type, byte[] bytes, byte[] packed, boolean forEver) {
    String etag = HexFormat.of().formatHex(RequestIds.sha256(bytes)).substring(0, 20);
    boolean worth =
        bytes.length > WORTH_PACKING && (!type.binary() || type.toString().contains("wasm"));
    byte[] small = packed.length > 0 || !worth ? packed : pack(bytes);
    return new Served(type, bytes, small, etag, forEver ? FOR_EVER : ASK_FIRST);
  }

  private static byte[] pack(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static ContentType type(String path) {
    String ending = path.substring(path.lastIndexOf('.') + 1);
    return ContentTypes.parse(
        switch (ending) {
          case "html" -> "text/html; charset=UTF-8";
          case "js", "mjs" -> "text/javascript; charset=UTF-8";
          case "css" -> "text/css; charset=UTF-8";
          case "svg" -> "image/svg+xml";
          case "json", "webmanifest", "map" -> "application/json";
          case "png" -> "image/png";
          case "jpg", "jpeg" -> "image/jpeg";
          case "webp" -> "image/webp";
          case "avif" -> "image/avif";
          case "ico" -> "image/x-icon";
          case "woff2" -> "font/woff2";
          case "wasm" -> "application/wasm";
          case "mp3" -> "audio/mpeg";
          case "wav" -> "audio/wav";
          case "txt" -> "text/plain; charset=UTF-8";
          default -> "application/octet-stream";
        });
  }
}
