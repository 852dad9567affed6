package com.quotahit.actors.workspace;

import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.ThrottlePolicy;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Slows guessing down, per account, per network and over all. Somebody who signed in from a network
 * before is not held up by strangers who guess at the account from elsewhere.
 *
 * <p>Each node counts for itself, so a cluster allows as many times more as it has nodes. Memory is
 * bounded: the key unused for longest is forgotten first.
 */
public final class LoginThrottle {

  private static final int KEYS_MAX = 100_000;
  private static final ThrottlePolicy ACCOUNT =
      new ThrottlePolicy(5, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofMinutes(30));
  private static final ThrottlePolicy NETWORK =
      new ThrottlePolicy(50, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofMinutes(30));
  private static final ThrottlePolicy ALL =
      new ThrottlePolicy(
          1_000, Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofMinutes(1));

  private record Rule(String key, ThrottlePolicy policy) {}

  private final InstantSource clock;
  private final Map<String, ThrottlePolicy.Record> records = bounded();
  private final Map<String, Instant> known = bounded();

  public LoginThrottle(InstantSource clock) {
    this.clock = clock;
  }

  /** Zero: the attempt has begun and counts. Otherwise how long to wait; nothing was counted. */
  public synchronized Duration begin(EmailAddress email, InetAddress from) {
    Instant now = clock.instant();
    List<Rule> rules = rules(email, from);
    Duration longest = Duration.ZERO;
    for (Rule rule : rules) {
      Duration wait = rule.policy.wait(record(rule.key), now);
      longest = wait.compareTo(longest) > 0 ? wait : longest;
    }
    if (longest.isZero()) {
      rules.forEach(rule -> records.put(rule.key, rule.policy.begun(record(rule.key), now)));
    }
    return longest;
  }

  /** The attempt that began was the right one: the account and this way to it start afresh. */
  public synchronized void succeeded(EmailAddress email, InetAddress from) {
    records.remove("account " + email);
    records.remove(way(email, from));
    known.put(way(email, from), clock.instant());
  }

  private List<Rule> rules(EmailAddress email, InetAddress from) {
    boolean familiar = known.containsKey(way(email, from));
    return List.of(
        familiar ? new Rule(way(email, from), ACCOUNT) : new Rule("account " + email, ACCOUNT),
        new Rule("network " + network(from), NETWORK),
        new Rule("all", ALL));
  }

  private ThrottlePolicy.Record record(String key) {
    return records.getOrDefault(key, ThrottlePolicy.Record.CLEAN);
  }

  private static String way(EmailAddress email, InetAddress from) {
    return "way " + network(from) + " " + email;
  }

  /** The /24 of an IPv4 address, the /48 of an IPv6 one. */
  private static String network(InetAddress from) {
    byte[] bytes = from.getAddress();
    int kept = from instanceof Inet4Address ? 3 : 6;
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, kept));
  }

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > KEYS_MAX;
      }
    };
  }
}
