package com.quotahit.actors.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.AttemptsPort;
import com.quotahit.core.workspace.AttemptsPort.Change;
import com.quotahit.core.workspace.AttemptsPort.Kept;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.ThrottlePolicy;
import com.quotahit.core.workspace.ThrottlePolicy.Record;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Slows guessing down, per account, per network and over all, for all nodes together. Somebody who
 * signed in from a network before is not held up by strangers who guess at the account from
 * elsewhere, and a device that signed in before is not held up even by strangers next door.
 *
 * <p>Who has been told to wait is held back in memory, so that a flood costs no queries. Every call
 * blocks shortly.
 */
public final class LoginThrottle {

  private static final int HELD_BACK_MAX = 10_000;
  private static final Duration WAY_KEPT = Duration.ofDays(60);
  private static final String EVERYBODY = "all";

  private static final ThrottlePolicy ACCOUNT =
      new ThrottlePolicy(
          5,
          Duration.ofSeconds(1),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofMinutes(30));
  private static final ThrottlePolicy NETWORK =
      new ThrottlePolicy(
          50,
          Duration.ofSeconds(1),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofMinutes(1));
  private static final ThrottlePolicy ALL =
      new ThrottlePolicy(
          1_000,
          Duration.ofMillis(100),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMillis(60));
  private static final ThrottlePolicy REGISTERING =
      new ThrottlePolicy(
          120,
          Duration.ofSeconds(1),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofMinutes(1));

  private static final ThrottlePolicy ASKING =
      new ThrottlePolicy(
          30,
          Duration.ofSeconds(1),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofMinutes(1));

  private static final ThrottlePolicy CEREMONIES =
      new ThrottlePolicy(
          600,
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofSeconds(1));

  private record Rule(String key, ThrottlePolicy policy) {}

  private final AttemptsPort attempts;
  private final InstantSource clock;
  private final Map<String, Instant> heldBack =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > HELD_BACK_MAX;
        }
      };

  public LoginThrottle(AttemptsPort attempts, InstantSource clock) {
    this.attempts = attempts;
    this.clock = clock;
  }

  /** Zero: the attempt has begun and counts. Otherwise how long to wait; nothing was counted. */
  public Duration begin(EmailAddress email, InetAddress from) {
    return begin(email, new Device(from, ""));
  }

  /** The same from a device that may have kept a mark from an earlier sign-in. */
  public Duration begin(EmailAddress email, Device device) {
    return begin(nearest(email, device), keys(email, device), found -> rules(email, device, found));
  }

  /** The same for opening an account, which costs as much work as guessing at one. */
  public Duration beginRegistration(InetAddress from) {
    String key = "registering " + network(from);
    return begin(key, Set.of(key), _ -> List.of(new Rule(key, REGISTERING)));
  }

  /** The same for asking for a letter. */
  public Duration beginAsking(InetAddress from) {
    String key = "asking " + network(from);
    return begin(key, Set.of(key), _ -> List.of(new Rule(key, ASKING)));
  }

  /** The same for a question to a passkey, which sign-in pages ask as soon as they open. */
  public Duration beginCeremony(InetAddress from) {
    String key = "ceremony " + network(from);
    return begin(key, Set.of(key), _ -> List.of(new Rule(key, CEREMONIES)));
  }

  /** The same for somebody signed in who is to prove once more who they are. */
  public Duration beginConfirming(UserId user) {
    String key = confirming(user);
    return begin(key, Set.of(key), _ -> List.of(new Rule(key, ACCOUNT)));
  }

  /** They did. */
  public void confirmed(UserId user) {
    attempts.change(
        Set.of(confirming(user)), _ -> new Change<>(Map.of(), Set.of(confirming(user)), true));
  }

  public void succeeded(EmailAddress email, InetAddress from) {
    succeeded(email, new Device(from, ""));
  }

  /**
   * The attempt that began was the right one: where it counted, all starts afresh, and it counts
   * for nobody. What strangers tried elsewhere stays counted, or the owner's own sign-ins would
   * give them new tries.
   */
  public void succeeded(EmailAddress email, Device device) {
    Instant now = clock.instant();
    attempts.change(
        keys(email, device),
        found -> {
          Map<String, Kept> written = new HashMap<>();
          Set<String> cleared = new HashSet<>();
          for (Rule rule : rules(email, device, found)) {
            if (rule.policy == ACCOUNT) {
              cleared.add(rule.key);
            } else {
              written.put(rule.key, kept(rule.policy.succeeded(record(found, rule.key), now), now));
            }
          }
          written.putAll(knownFromNowOn(email, device, now));
          return new Change<>(written, cleared, true);
        });
  }

  /**
   * Somebody came in without a password that could have been guessed: the way is theirs as well.
   */
  public void knows(EmailAddress email, Device device) {
    Instant now = clock.instant();
    Map<String, Kept> written = knownFromNowOn(email, device, now);
    attempts.change(written.keySet(), _ -> new Change<>(written, Set.of(), true));
  }

  private static Map<String, Kept> knownFromNowOn(EmailAddress email, Device device, Instant now) {
    Map<String, Kept> written = new HashMap<>();
    for (String way : ways(email, device)) {
      written.put(known(way), new Kept(new Record(0, now, Instant.EPOCH), now.plus(WAY_KEPT)));
    }
    return written;
  }

  /** How many attempts at the account count by now, whichever way they came. */
  public int attempts(EmailAddress email, Device device) {
    List<String> counted = new ArrayList<>(ways(email, device));
    counted.add(account(email));
    Map<String, Record> found = attempts.read(counted);
    return counted.stream().mapToInt(key -> record(found, key).attempts()).max().orElse(0);
  }

  /** Forgets what is old; call it now and then on any node. */
  public int forget() {
    return attempts.forget(clock.instant());
  }

  private interface Rules {
    List<Rule> of(Map<String, Record> found);
  }

  private Duration begin(String who, Set<String> keys, Rules rules) {
    Instant now = clock.instant();
    Duration held = heldBack(who, now);
    if (!held.isZero()) {
      return held;
    }
    Map<String, Record> before = attempts.read(keys);
    Duration wait = longest(rules.of(before), before, now);
    if (wait.isZero()) {
      // Others may have begun in the meantime, here or on another node.
      wait = attempts.change(keys, found -> counted(rules.of(found), found, now));
    }
    if (!wait.isZero()) {
      holdBack(who, now.plus(wait));
    }
    return wait;
  }

  private static Change<Duration> counted(
      List<Rule> rules, Map<String, Record> found, Instant now) {
    Duration wait = longest(rules, found, now);
    if (!wait.isZero()) {
      return Change.nothing(wait);
    }
    Map<String, Kept> begun = new HashMap<>();
    for (Rule rule : rules) {
      begun.put(rule.key, kept(rule.policy.begun(record(found, rule.key), now), now));
    }
    return new Change<>(begun, Set.of(), Duration.ZERO);
  }

  private static Duration longest(List<Rule> rules, Map<String, Record> found, Instant now) {
    Duration longest = Duration.ZERO;
    for (Rule rule : rules) {
      Duration wait = rule.policy.wait(record(found, rule.key), now);
      longest = wait.compareTo(longest) > 0 ? wait : longest;
    }
    return longest;
  }

  /**
   * A device that signed in before counts for itself alone, whoever else is in its network; so does
   * a network from which the account was signed in to. Everybody else counts together.
   */
  private static List<Rule> rules(EmailAddress email, Device device, Map<String, Record> found) {
    Rule all = new Rule(EVERYBODY, ALL);
    Optional<String> marked =
        device.mark().map(mark -> marked(email, mark)).filter(way -> found.containsKey(known(way)));
    if (marked.isPresent()) {
      return List.of(new Rule(marked.get(), ACCOUNT), all);
    }
    String way = way(email, device.from());
    return List.of(
        new Rule(found.containsKey(known(way)) ? way : account(email), ACCOUNT),
        new Rule(network(device.from()), NETWORK),
        all);
  }

  private static Set<String> keys(EmailAddress email, Device device) {
    Set<String> keys = new HashSet<>(Set.of(account(email), network(device.from()), EVERYBODY));
    for (String way : ways(email, device)) {
      keys.add(way);
      keys.add(known(way));
    }
    return keys;
  }

  private static List<String> ways(EmailAddress email, Device device) {
    List<String> ways = new ArrayList<>(List.of(way(email, device.from())));
    device.mark().ifPresent(mark -> ways.add(marked(email, mark)));
    return ways;
  }

  private static String nearest(EmailAddress email, Device device) {
    return ways(email, device).getLast();
  }

  private Duration heldBack(String who, Instant now) {
    synchronized (heldBack) {
      Instant until = heldBack.get(who);
      return until == null || !until.isAfter(now) ? Duration.ZERO : Duration.between(now, until);
    }
  }

  private void holdBack(String who, Instant until) {
    synchronized (heldBack) {
      heldBack.put(who, until);
    }
  }

  private static Record record(Map<String, Record> found, String key) {
    return found.getOrDefault(key, Record.CLEAN);
  }

  private static Kept kept(Record record, Instant now) {
    return new Kept(record, now.plus(AttemptsPort.KEPT));
  }

  private static String account(EmailAddress email) {
    return "account " + email.value();
  }

  private static String way(EmailAddress email, InetAddress from) {
    return "way " + network(from) + " " + email.value();
  }

  private static String marked(EmailAddress email, String mark) {
    return "device " + mark + " " + email.value();
  }

  private static String confirming(UserId user) {
    return "confirming " + user;
  }

  private static String known(String way) {
    return "known " + way;
  }

  /** The /24 of an IPv4 address, the /48 of an IPv6 one. */
  private static String network(InetAddress from) {
    byte[] bytes = from.getAddress();
    int kept = from instanceof Inet4Address ? 3 : 6;
    return "network " + HexFormat.of().formatHex(Arrays.copyOf(bytes, kept));
  }
}
