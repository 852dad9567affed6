package com.quotahit.core.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a site's robots.txt says about one reader (RFC 9309): the longest matching rule wins, allow
 * before disallow at equal length. Only the first 64 kB are read.
 */
public final class RobotsPolicy {

  private static final int READ_MAX = 65_536;

  private record Rule(String pattern, boolean allows) {}

  private final List<Rule> rules;

  private RobotsPolicy(List<Rule> rules) {
    this.rules = rules;
  }

  public static RobotsPolicy parse(String text, String agent) {
    List<Rule> ours = new ArrayList<>();
    List<Rule> everyones = new ArrayList<>();
    boolean named = false;
    boolean forUs = false;
    boolean forAll = false;
    boolean inAgents = false;
    for (String line : text.substring(0, Math.min(text.length(), READ_MAX)).lines().toList()) {
      int hash = line.indexOf('#');
      String rule = hash < 0 ? line : line.substring(0, hash);
      int colon = rule.indexOf(':');
      if (colon < 0) {
        continue;
      }
      String key = rule.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = rule.substring(colon + 1).strip();
      if (key.equals("user-agent")) {
        forUs = (inAgents && forUs) || value.equalsIgnoreCase(agent);
        forAll = (inAgents && forAll) || value.equals("*");
        named |= forUs;
        inAgents = true;
      } else if (key.equals("allow") || key.equals("disallow")) {
        inAgents = false;
        if (!value.isEmpty()) {
          Rule parsed = new Rule(value, key.equals("allow"));
          if (forUs) {
            ours.add(parsed);
          }
          if (forAll) {
            everyones.add(parsed);
          }
        }
      }
    }
    return new RobotsPolicy(List.copyOf(named ? ours : everyones));
  }

  /** May {@code target}, path and query, be read? */
  public boolean admits(String target) {
    int longest = -1;
    boolean allowed = true;
    for (Rule rule : rules) {
      int length = rule.pattern().length();
      boolean better = length > longest || (length == longest && rule.allows());
      if (better && matches(rule.pattern(), target)) {
        longest = length;
        allowed = rule.allows();
      }
    }
    return allowed;
  }

  /**
   * {@code *} stands for anything and {@code $} for the end; linear in pattern and target together.
   */
  private static boolean matches(String pattern, String target) {
    boolean anchored = pattern.endsWith("$");
    String[] parts =
        (anchored ? pattern.substring(0, pattern.length() - 1) : pattern).split("\\*", -1);
    if (!target.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      int found =
          last && anchored
              ? (target.endsWith(parts[i]) ? target.length() - parts[i].length() : -1)
              : target.indexOf(parts[i], at);
      if (found < at) {
        return false;
      }
      at = found + parts[i].length();
    }
    return !anchored || at == target.length();
  }
}
