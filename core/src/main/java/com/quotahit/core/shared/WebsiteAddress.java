package com.quotahit.core.shared;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The address of a public web page that somebody typed: http or https, a name and not an address in
 * any notation, ports 80 and 443, no user name. Hosts that the operator opened may be anything.
 *
 * @param host lower case, in ASCII form
 * @param target path and query, beginning with a slash
 */
public record WebsiteAddress(String scheme, String host, int port, String target) {

  public static final int LENGTH_MAX = 2_048;

  /** The last label decides: what ends in a number is read as an address by somebody. */
  private static final Pattern ENDS_IN_A_NUMBER =
      Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)");

  private static final Pattern NAME =
      Pattern.compile(
          "(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  /**
   * @param opened hosts that the operator allows whatever they are, lower case
   */
  public static Parsed<WebsiteAddress> parse(String field, String text, Set<String> opened) {
    if (text.isBlank() || text.length() > LENGTH_MAX) {
      return no(field, "length", "An address has 1 to " + LENGTH_MAX + " characters.");
    }
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      return no(field, "not_an_address", "That is not a web address.");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String authority = uri.getRawAuthority();
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return no(field, "scheme", "Only http and https addresses can be read.");
    }
    if (authority == null || authority.isEmpty()) {
      return no(field, "not_an_address", "The address has no site name.");
    }
    if (authority.indexOf('@') >= 0) {
      return no(field, "user_info", "Leave the user name and the password out of the address.");
    }
    return located(field, uri, scheme, authority, opened);
  }

  private static Parsed<WebsiteAddress> located(
      String field, URI uri, String scheme, String authority, Set<String> opened) {
    int colon = authority.lastIndexOf(':');
    boolean ported = colon > authority.lastIndexOf(']');
    int port = ported ? port(authority.substring(colon + 1)) : scheme.equals("http") ? 80 : 443;
    String host = ascii(ported ? authority.substring(0, colon) : authority);
    String target = target(uri);
    if (opened.contains(host) && port > 0) {
      return Parsed.valid(new WebsiteAddress(scheme, host, port, target));
    }
    if (host.startsWith("[") || ENDS_IN_A_NUMBER.matcher(host).matches()) {
      return no(field, "address_literal", "Give the site's name, not its network address.");
    }
    if (host.length() > 253 || !NAME.matcher(host).matches()) {
      return no(field, "host", "A site with this name cannot be looked up.");
    }
    if (port != 80 && port != 443) {
      return no(field, "port", "Only the usual web ports, 80 and 443, are read.");
    }
    return Parsed.valid(new WebsiteAddress(scheme, host, port, target));
  }

  /** Where a redirect leads; never from https back to http. */
  public Parsed<WebsiteAddress> redirected(String field, String location, Set<String> opened) {
    URI next;
    try {
      next = URI.create(toString()).resolve(location);
    } catch (IllegalArgumentException e) {
      return no(field, "redirect", "The site redirects to an address that cannot be read.");
    }
    return scheme.equals("https") && "http".equalsIgnoreCase(next.getScheme())
        ? no(field, "downgrade", "The site redirects from https to http.")
        : parse(field, next.toString(), opened);
  }

  public boolean secure() {
    return scheme.equals("https");
  }

  /** The same site's rules for robots. */
  public WebsiteAddress robots() {
    return new WebsiteAddress(scheme, host, port, "/robots.txt");
  }

  @Override
  public String toString() {
    boolean usual = port == (secure() ? 443 : 80);
    return scheme + "://" + host + (usual ? "" : ":" + port) + target;
  }

  private static String ascii(String host) {
    try {
      String name = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
      return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String target(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static int port(String text) {
    boolean digits =
        !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && Integer.parseInt(text) <= 65_535 ? Integer.parseInt(text) : -1;
  }

  private static Parsed<WebsiteAddress> no(String field, String code, String message) {
    return Parsed.invalid(field, code, message);
  }
}
