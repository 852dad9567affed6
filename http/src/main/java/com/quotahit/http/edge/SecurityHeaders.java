package com.quotahit.http.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * What every answer tells the browser, errors included. Pages may load scripts, styles and workers
 * from here alone, and speak to this origin and the media port.
 */
final class SecurityHeaders {

  private final boolean https;
  private final Optional<String> mediaOrigin;
  private final int mediaPort;
  private final List<HttpHeader> fixed;

  SecurityHeaders(boolean https, Optional<String> mediaOrigin, int mediaPort) {
    this.https = https;
    this.mediaOrigin = mediaOrigin;
    this.mediaPort = mediaPort;
    List<HttpHeader> headers = new ArrayList<>(everywhere());
    if (https) {
      headers.add(
          RawHeader.create("Strict-Transport-Security", "max-age=63072000; includeSubDomains"));
    }
    fixed = List.copyOf(headers);
  }

  private static List<HttpHeader> everywhere() {
    List<HttpHeader> headers = new ArrayList<>();
    headers.add(RawHeader.create("X-Content-Type-Options", "nosniff"));
    headers.add(RawHeader.create("X-Frame-Options", "DENY"));
    headers.add(RawHeader.create("Referrer-Policy", "strict-origin-when-cross-origin"));
    headers.add(RawHeader.create("Cross-Origin-Opener-Policy", "same-origin"));
    headers.add(RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"));
    headers.add(
        RawHeader.create(
            "Permissions-Policy",
            "microphone=(self), camera=(), geolocation=(), payment=(), usb=()"));
    return headers;
  }

  /** For what came in and is no request that could be asked about its page or host. */
  static HttpResponse onNoRequest(HttpResponse response) {
    return response
        .addHeaders(everywhere())
        .addHeader(RawHeader.create("Content-Security-Policy", DATA))
        .addHeader(RawHeader.create("Cache-Control", "no-store"));
  }

  HttpResponse on(HttpResponse response, HttpRequest request, boolean page) {
    List<HttpHeader> headers = new ArrayList<>(fixed);
    headers.add(RawHeader.create("Content-Security-Policy", page ? pagePolicy(request) : DATA));
    if (response.getHeader("Cache-Control").isEmpty()) {
      headers.add(RawHeader.create("Cache-Control", "no-store"));
    }
    return response.addHeaders(headers);
  }

  /** Data is never a page: whatever a browser makes of it, it may load and run nothing. */
  private static final String DATA =
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

  private String pagePolicy(HttpRequest request) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
        + " font-src 'self'; connect-src 'self' "
        + media(request)
        + "; media-src 'self' blob:; worker-src 'self'; manifest-src 'self';"
        + " frame-ancestors 'none'; base-uri 'none'; form-action 'self';"
        + " require-trusted-types-for 'script'";
  }

  /** Without a public address the media port is on the host that the page came from. */
  private String media(HttpRequest request) {
    if (mediaOrigin.isPresent()) {
      return mediaOrigin.get();
    }
    String host = host(request);
    return (https ? "wss://" : "ws://") + host + ":" + mediaPort;
  }

  private static String host(HttpRequest request) {
    String host = request.getHeader("Host").map(HttpHeader::value).orElse("127.0.0.1");
    String name = host.replaceAll(":\\d+$", "");
    return name.matches("[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:]{2,45}]") ? name : "127.0.0.1";
  }
}
