package com.quotahit.actors.workspace;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a browser calls itself, in words its owner knows, such as {@code Firefox on Linux}. Only
 * these words ever come out, whatever a stranger put into the header.
 */
final class DeviceName {

  /** Asked in this order: most browsers also claim to be others. */
  private static final Map<String, String> BROWSERS = new LinkedHashMap<>();

  private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

  static {
    BROWSERS.put("Edg", "Edge");
    BROWSERS.put("OPR/", "Opera");
    BROWSERS.put("Firefox/", "Firefox");
    BROWSERS.put("Chrome/", "Chrome");
    BROWSERS.put("Safari/", "Safari");
    BROWSERS.put("curl/", "curl");
    SYSTEMS.put("iPhone", "an iPhone");
    SYSTEMS.put("iPad", "an iPad");
    SYSTEMS.put("Android", "Android");
    SYSTEMS.put("Windows", "Windows");
    SYSTEMS.put("Mac OS X", "a Mac");
    SYSTEMS.put("CrOS", "a Chromebook");
    SYSTEMS.put("Linux", "Linux");
  }

  private DeviceName() {}

  static String of(String userAgent) {
    return first(BROWSERS, userAgent, "A program")
        + " on "
        + first(SYSTEMS, userAgent, "an unknown system");
  }

  private static String first(Map<String, String> words, String userAgent, String otherwise) {
    return words.entrySet().stream()
        .filter(entry -> userAgent.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(otherwise);
  }
}
