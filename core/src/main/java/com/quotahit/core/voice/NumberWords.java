package com.quotahit.core.voice;

/** Whole numbers as an English speaker says them. */
final class NumberWords {

  private static final String[] ONES = {
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen"
  };
  private static final String[] TENS = {
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
  };
  private static final String[] THOUSANDS = {"", " thousand", " million", " billion", " trillion"};

  private NumberWords() {}

  static String cardinal(long number) {
    if (number == 0) {
      return ONES[0];
    }
    if (number < 0) {
      return "minus " + cardinal(-number);
    }
    var words = new StringBuilder();
    long rest = number;
    for (int group = 0; rest > 0; group++, rest /= 1000) {
      int three = (int) (rest % 1000);
      if (three > 0) {
        String scale = group < THOUSANDS.length ? THOUSANDS[group] : "";
        words.insert(0, underThousand(three) + scale + (words.isEmpty() ? "" : " "));
      }
    }
    return words.toString();
  }

  static String ordinal(long number) {
    String words = cardinal(number);
    int cut = Math.max(words.lastIndexOf(' '), words.lastIndexOf('-')) + 1;
    String last = words.substring(cut);
    String turned =
        switch (last) {
          case "one" -> "first";
          case "two" -> "second";
          case "three" -> "third";
          case "five" -> "fifth";
          case "eight" -> "eighth";
          case "nine" -> "ninth";
          case "twelve" -> "twelfth";
          default ->
              last.endsWith("y") ? last.substring(0, last.length() - 1) + "ieth" : last + "th";
        };
    return words.substring(0, cut) + turned;
  }

  /** 2026 is "twenty twenty six", 2005 "two thousand five". */
  static String year(int year) {
    int century = year / 100;
    int rest = year % 100;
    if (rest == 0) {
      return century % 10 == 0 ? cardinal(year) : cardinal(century) + " hundred";
    }
    if (rest < 10) {
      return century % 10 == 0 ? cardinal(year) : cardinal(century) + " oh " + cardinal(rest);
    }
    return cardinal(century) + " " + cardinal(rest);
  }

  static String digitByDigit(String digits) {
    var words = new StringBuilder();
    for (char digit : digits.toCharArray()) {
      if (Character.isDigit(digit)) {
        words.append(words.isEmpty() ? "" : " ").append(ONES[digit - '0']);
      }
    }
    return words.toString();
  }

  private static String underThousand(int number) {
    if (number < 20) {
      return ONES[number];
    }
    if (number < 100) {
      return TENS[number / 10] + (number % 10 == 0 ? "" : " " + ONES[number % 10]);
    }
    String hundreds = ONES[number / 100] + " hundred";
    return number % 100 == 0 ? hundreds : hundreds + " " + underThousand(number % 100);
  }
}
