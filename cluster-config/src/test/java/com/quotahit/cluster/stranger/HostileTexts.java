package com.quotahit.cluster.stranger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What people put into fields who want something other than what the field is for. */
final class HostileTexts {

  static final List<String> ALL =
      List.of(
          "'",
          "\"",
          "\\",
          "';--",
          "' OR '1'='1",
          "' OR '1'='1' /*",
          "1; SELECT pg_sleep(9)--",
          "'||(SELECT pg_sleep(9))||'",
          "1) UNION SELECT NULL, version()--",
          "$$; SELECT pg_sleep(9); $$",
          "E'\\047 OR 1=1",
          ":name ?1 {0} %s",
          "%",
          "_%",
          "%' ESCAPE '",
          "*",
          "a\u0000b",
          "a\r\nSet-Cookie: planted=1",
          "a\nBcc: everybody@example.com",
          "a\u2028b\u2029c",
          "\u202Emoc.elpmaxe\u202C",
          "\u02BC OR 1=1",
          "\uFF07 OR 1=1",
          "\uD800",
          "\uDBFF\uDFFF\uFFFE",
          "e\u0301".repeat(300),
          "\u0130\u0131\u00DF\uFB01",
          "<script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "{{7*7}}${7*7}#{7*7}",
          "${jndi:ldap://127.0.0.1:1/a}",
          "../../../../etc/passwd",
          "..\\..\\win.ini",
          "%27%00%0d%0a",
          "file:///etc/passwd",
          "http://127.0.0.1:1/",
          "=cmd|' /C calc'!A0",
          "-1",
          "99999999999999999999999",
          "1e400",
          "NaN",
          "null",
          "[]",
          "{\"$ne\":null}",
          "__proto__",
          "constructor",
          "",
          " ",
          "\t\t",
          "a".repeat(6_000));

  private HostileTexts() {}

  /** Some of them, others with each call. */
  static List<String> some(Random random, int count) {
    List<String> mixed = new ArrayList<>(ALL);
    Collections.shuffle(mixed, random);
    return mixed.subList(0, Math.min(count, mixed.size()));
  }
}
