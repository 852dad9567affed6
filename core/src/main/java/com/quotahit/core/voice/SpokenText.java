package com.quotahit.core.voice;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes text out as it is said: numbers, money, shares, times, addresses and abbreviations become
 * words.
 */
public final class SpokenText {

  private static final String NUMBER = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?";

  private static final Pattern MARKUP = Pattern.compile("[*_`#~|<>\\[\\]{}]+");
  private static final Pattern EMAIL =
      Pattern.compile("\\b([A-Za-z0-9._%+-]+)@([A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)\\b");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\b(?:https?://)?(?:www\\.)?([a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.(?:com|org|net|io|ai|co|uk|de|eu))(?:/\\S*)?\\b");
  private static final Pattern MONEY =
      Pattern.compile(
          "([$€£])\\s?(" + NUMBER + ")(?:\\s?(k|K|m|M|bn|B|thousand|million|billion)\\b)?");
  private static final Pattern SHORT_NUMBER = Pattern.compile("\\b(" + NUMBER + ")(k|K|M|bn)\\b");
  private static final Pattern SHARE = Pattern.compile("(" + NUMBER + ")\\s?%");
  private static final Pattern CLOCK = Pattern.compile("\\b(\\d{1,2}):(\\d{2})\\b");
  private static final Pattern HALF_HOUR =
      Pattern.compile("\\b(\\d{1,2}):(\\d{2})\\s?([ap])\\.?m\\b\\.?", Pattern.CASE_INSENSITIVE);
  private static final Pattern HALF_DAY =
      Pattern.compile("\\b(\\d{1,2})\\s?([ap])\\.?m\\b\\.?", Pattern.CASE_INSENSITIVE);
  private static final Pattern ROUND_THE_CLOCK = Pattern.compile("\\b24/7\\b");
  private static final Pattern ORDINAL = Pattern.compile("\\b(\\d+)(?:st|nd|rd|th)\\b");
  private static final Pattern YEAR = Pattern.compile("\\b((?:19|20)\\d{2})(?!\\.\\d|,\\d|\\d)\\b");
  private static final Pattern LONG_DIGITS =
      Pattern.compile("\\+?\\b\\d{3}[- .]\\d{3,4}[- .]\\d{3,4}\\b|\\b\\d{7,}\\b");
  private static final Pattern RANGE = Pattern.compile("(\\d)\\s?[-–]\\s?(\\d)");
  private static final Pattern PLAIN_NUMBER = Pattern.compile(NUMBER);
  private static final Pattern ABBREVIATION =
      Pattern.compile(
          "\\b(mr|mrs|ms|dr|vs|etc|inc|ltd|corp|approx|no|st|dept|e\\.g|i\\.e)\\.(?=\\s|,|$)",
          Pattern.CASE_INSENSITIVE);

  private static final Map<String, String> ABBREVIATIONS =
      Map.ofEntries(
          Map.entry("mr", "mister"),
          Map.entry("mrs", "missus"),
          Map.entry("ms", "miz"),
          Map.entry("dr", "doctor"),
          Map.entry("vs", "versus"),
          Map.entry("etc", "et cetera"),
          Map.entry("inc", "incorporated"),
          Map.entry("ltd", "limited"),
          Map.entry("corp", "corporation"),
          Map.entry("approx", "approximately"),
          Map.entry("no", "no."),
          Map.entry("st", "saint"),
          Map.entry("dept", "department"),
          Map.entry("e.g", "for example"),
          Map.entry("i.e", "that is"));

  private SpokenText() {}

  public static String of(String text) {
    String said = text.replace('’', '\'').replace('‘', '\'').replace('“', '"').replace('”', '"');
    said = MARKUP.matcher(said).replaceAll(" ").replace("\"", " ");
    said = each(EMAIL, said, m -> spelled(m.group(1)) + " at " + spelled(m.group(2)));
    said = each(ADDRESS, said, m -> spelled(m.group(1)));
    said = each(ROUND_THE_CLOCK, said, _ -> "twenty four seven");
    said = each(MONEY, said, SpokenText::money);
    said = each(SHARE, said, m -> number(m.group(1)) + " percent");
    said = each(SHORT_NUMBER, said, m -> number(m.group(1)) + " " + scale(m.group(2)));
    said = each(HALF_HOUR, said, m -> clock(m) + halfDay(m.group(3)));
    said = each(CLOCK, said, SpokenText::clock);
    said =
        each(
            HALF_DAY,
            said,
            m -> NumberWords.cardinal(Long.parseLong(m.group(1))) + halfDay(m.group(2)));
    said =
        each(
            ABBREVIATION,
            said,
            m -> ABBREVIATIONS.getOrDefault(m.group(1).toLowerCase(Locale.ROOT), m.group(1)));
    said = each(ORDINAL, said, m -> NumberWords.ordinal(wholeOrMost(m.group(1))));
    said = each(LONG_DIGITS, said, m -> NumberWords.digitByDigit(m.group()));
    said = each(RANGE, said, m -> m.group(1) + " to " + m.group(2));
    said = each(YEAR, said, m -> NumberWords.year(Integer.parseInt(m.group(1))));
    said = each(PLAIN_NUMBER, said, m -> number(m.group()));
    said =
        said.replace("&", " and ")
            .replace("+", " plus ")
            .replace("=", " equals ")
            .replace("/", " ");
    said = said.replace("...", "…").replace(" - ", ", ").replace("–", ", ").replace("—", ", ");
    return said.replaceAll("\\s+", " ").replaceAll("\\s+([,.!?;:…])", "$1").strip();
  }

  private static String money(MatchResult found) {
    String unit =
        switch (found.group(1)) {
          case "€" -> "euro";
          case "£" -> "pound";
          default -> "dollar";
        };
    String digits = found.group(2).replace(",", "");
    if (found.group(3) != null) {
      return number(digits) + " " + scale(found.group(3)) + " " + unit + "s";
    }
    int dot = digits.indexOf('.');
    String whole = dot < 0 ? digits : digits.substring(0, dot);
    String words = number(whole) + " " + (whole.equals("1") ? unit : unit + "s");
    String minor = dot < 0 ? "" : (digits.substring(dot + 1) + "0").substring(0, 2);
    long cents = minor.isEmpty() ? 0 : Long.parseLong(minor);
    return cents == 0
        ? words
        : words
            + " and "
            + NumberWords.cardinal(cents)
            + (unit.equals("pound") ? " pence" : " cents");
  }

  private static String scale(String shortForm) {
    return switch (shortForm) {
      case "k", "K", "thousand" -> "thousand";
      case "m", "M", "million" -> "million";
      default -> "billion";
    };
  }

  private static String clock(MatchResult found) {
    String hour = NumberWords.cardinal(Long.parseLong(found.group(1)));
    int minute = Integer.parseInt(found.group(2));
    if (minute == 0) {
      return hour;
    }
    return hour + (minute < 10 ? " oh " : " ") + NumberWords.cardinal(minute);
  }

  private static String halfDay(String half) {
    return half.equalsIgnoreCase("a") ? " A M" : " P M";
  }

  private static String number(String digits) {
    String plain = digits.replace(",", "");
    int dot = plain.indexOf('.');
    if (dot < 0) {
      return plain.length() > 15
          ? NumberWords.digitByDigit(plain)
          : NumberWords.cardinal(Long.parseLong(plain));
    }
    return number(plain.substring(0, dot))
        + " point "
        + NumberWords.digitByDigit(plain.substring(dot + 1));
  }

  private static long wholeOrMost(String digits) {
    return digits.length() > 15 ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  private static String spelled(String name) {
    return name.replace(".", " dot ")
        .replace("-", " dash ")
        .replace("_", " underscore ")
        .replace("+", " plus ");
  }

  private static String each(Pattern pattern, String text, Function<MatchResult, String> words) {
    return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(words.apply(found)));
  }
}
