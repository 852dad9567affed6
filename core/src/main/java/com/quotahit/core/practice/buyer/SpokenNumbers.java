package com.quotahit.core.practice.buyer;

import java.util.Map;
import java.util.OptionalInt;

/** Numbers as people say them and as recognisers write them: "18", "eighteen", "twenty-five". */
final class SpokenNumbers {

  private static final Map<String, Integer> WORDS =
      Map.ofEntries(
          Map.entry("one", 1),
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10),
          Map.entry("eleven", 11),
          Map.entry("twelve", 12),
          Map.entry("thirteen", 13),
          Map.entry("fourteen", 14),
          Map.entry("fifteen", 15),
          Map.entry("sixteen", 16),
          Map.entry("seventeen", 17),
          Map.entry("eighteen", 18),
          Map.entry("nineteen", 19),
          Map.entry("twenty", 20),
          Map.entry("thirty", 30),
          Map.entry("forty", 40),
          Map.entry("fifty", 50),
          Map.entry("sixty", 60),
          Map.entry("seventy", 70),
          Map.entry("eighty", 80),
          Map.entry("ninety", 90));

  /** One number, in digits or words; hundreds and thousands included. */
  static final String PATTERN =
      "(?:\\d[\\d.,]*|(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)(?:[ -]|\\b(?=\\W|$)))+)";

  private SpokenNumbers() {}

  static OptionalInt value(String phrase) {
    String plain = phrase.strip();
    if (!plain.isEmpty() && Character.isDigit(plain.charAt(0))) {
      String digits = plain.replaceAll("[.,](?=\\d{3}\\b)", "").replaceAll("[.,].*$", "");
      return digits.length() > 9 ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
    }
    int total = 0;
    int current = 0;
    for (String word : plain.split("[ -]+")) {
      if (word.equals("hundred")) {
        current = Math.max(1, current) * 100;
      } else if (word.equals("thousand")) {
        total += Math.max(1, current) * 1000;
        current = 0;
      } else if (WORDS.containsKey(word)) {
        current += WORDS.get(word);
      } else {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(total + current);
  }
}
