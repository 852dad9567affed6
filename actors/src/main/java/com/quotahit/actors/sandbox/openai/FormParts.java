package com.quotahit.actors.sandbox.openai;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a {@code multipart/form-data} body that is already in memory. */
final class FormParts {

  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]{1,70})\"?");
  private static final Pattern NAME = Pattern.compile("(?i)[; ]name=\"?([^\";\\r\\n]+)\"?");
  private static final int PARTS_MOST = 64;

  private final Map<String, byte[]> parts = new HashMap<>();

  static FormParts parse(String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw WireError.invalid("Expected multipart/form-data with a boundary.", null);
    }
    byte[] line = ("--" + boundary.group(1)).getBytes(StandardCharsets.ISO_8859_1);
    FormParts form = new FormParts();
    int at = find(body, line, 0);
    while (at >= 0 && form.parts.size() < PARTS_MOST) {
      int from = at + line.length;
      int next = find(body, line, from);
      if (next < 0) {
        break;
      }
      // Between two boundaries: a line break, the part, a line break.
      form.part(Arrays.copyOfRange(body, Math.min(from + 2, next), Math.max(next - 2, from + 2)));
      at = next;
    }
    return form;
  }

  private void part(byte[] part) {
    int end = find(part, new byte[] {'\r', '\n', '\r', '\n'}, 0);
    if (end >= 0) {
      Matcher name = NAME.matcher(new String(part, 0, end, StandardCharsets.UTF_8));
      if (name.find()) {
        parts.put(name.group(1), Arrays.copyOfRange(part, end + 4, part.length));
      }
    }
  }

  byte[] bytes(String name) {
    return Optional.ofNullable(parts.get(name))
        .orElseThrow(() -> WireError.invalid("Missing required parameter: '" + name + "'.", name));
  }

  String text(String name, String otherwise) {
    byte[] value = parts.get(name);
    return value == null ? otherwise : new String(value, StandardCharsets.UTF_8);
  }

  private static int find(byte[] in, byte[] what, int from) {
    for (int i = from; i <= in.length - what.length; i++) {
      if (in[i] == what[0] && Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
        return i;
      }
    }
    return -1;
  }
}
