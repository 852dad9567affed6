package com.quotahit.actors.workspace;

import com.quotahit.core.shared.Associated;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.workspace.ApiKeyText;
import com.quotahit.core.workspace.RateBucket;
import com.quotahit.core.workspace.RateBucket.Rate;
import com.quotahit.core.workspace.RateBucket.Taken;
import com.quotahit.core.workspace.SecretMark;
import com.quotahit.core.workspace.SecretMark.Use;
import com.quotahit.core.workspace.SecretMarkPort;
import com.quotahit.core.workspace.SecretMarkPort.Kept;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives out sessions' secrets and partners' keys with the installation's mark, and says which are
 * worth a query. What was given out before there were marks cannot be told from what somebody
 * invents: until the last of it has run out it is looked up, at a bounded rate.
 */
public final class MarkedSecrets {

  private static final Logger LOG = LoggerFactory.getLogger(MarkedSecrets.class);
  private static final byte[] PLACE = Associated.with("secret-mark", "1");

  /** 32 bytes, written in the one way in which they are. */
  private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

  /** On each node, of each kind: people come back soon after a rollout, and a database is idle. */
  private static final Rate EARLIER = new Rate(100, Duration.ofSeconds(1));

  private static final Duration SAID_EVERY = Duration.ofMinutes(1);

  /**
   * Nodes of the release before go on giving out secrets without a mark while they are replaced.
   */
  private static final Duration ROLLOUT = Duration.ofDays(1);

  private final SecretMark mark;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final Map<Use, Instant> earlierUntil = new EnumMap<>(Use.class);
  private final Map<Use, RateBucket> left = new EnumMap<>(Use.class);
  private Instant sayAgainAt = Instant.MIN;

  /**
   * @param random must be unguessable
   * @param sessionsUntil until when there may be sessions without a mark
   * @param keysUntil until when there may be partners' keys without one
   */
  public MarkedSecrets(
      SecretMark mark,
      RandomGenerator random,
      InstantSource clock,
      Instant sessionsUntil,
      Instant keysUntil) {
    this.mark = mark;
    this.random = random;
    this.clock = clock;
    earlierUntil.put(Use.SESSION, sessionsUntil);
    earlierUntil.put(Use.API_KEY, keysUntil);
    for (Use use : Use.values()) {
      left.put(use, RateBucket.full(EARLIER, clock.instant()));
    }
  }

  /** With the key that all nodes have; the first one makes it. Blocks shortly. */
  public static MarkedSecrets open(
      SecretMarkPort port,
      SealPort seal,
      RandomGenerator random,
      InstantSource clock,
      Duration longestSession) {
    Kept kept = port.read().orElseGet(() -> made(port, seal, random, clock, longestSession));
    byte[] key = seal.open(kept.key(), PLACE);
    try {
      Secret text = new Secret(Base64.getEncoder().encodeToString(key));
      return new MarkedSecrets(
          new SecretMark(text), random, clock, kept.sessionsUntil(), kept.keysUntil());
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static Kept made(
      SecretMarkPort port,
      SealPort seal,
      RandomGenerator random,
      InstantSource clock,
      Duration longestSession) {
    Instant now = clock.instant();
    byte[] key = new byte[SecretMark.KEY];
    random.nextBytes(key);
    try {
      return port.keep(
          new Kept(
              seal.seal(key, PLACE),
              now.plus(longestSession).plus(ROLLOUT),
              now.plus(ApiKeyText.LONGEST).plus(ROLLOUT)),
          now);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  public String session() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(fresh(Use.SESSION));
  }

  public Secret apiKey() {
    return ApiKeyText.of(fresh(Use.API_KEY));
  }

  private byte[] fresh(Use use) {
    byte[] bytes = new byte[SecretMark.RANDOM];
    random.nextBytes(bytes);
    return mark.put(use, bytes);
  }

  /** False for what cannot be a session's secret; throws {@link LookUpsSpent}. */
  boolean mayBeSession(String text) {
    return SESSION.matcher(text).matches()
        && worthAQuery(Use.SESSION, Base64.getUrlDecoder().decode(text));
  }

  /** False for what cannot be a partner's key; throws {@link LookUpsSpent}. */
  boolean mayBeKey(String text) {
    Optional<byte[]> bytes = ApiKeyText.bytes(text);
    return bytes.isPresent() && worthAQuery(Use.API_KEY, bytes.get());
  }

  private boolean worthAQuery(Use use, byte[] secret) {
    if (mark.on(use, secret)) {
      return true;
    }
    Instant now = clock.instant();
    if (!now.isBefore(earlierUntil.get(use))) {
      return false;
    }
    if (!taken(use, now)) {
      throw new LookUpsSpent();
    }
    return true;
  }

  private synchronized boolean taken(Use use, Instant now) {
    Taken taken = left.get(use).take(EARLIER, now);
    left.put(use, taken.next());
    boolean admitted = taken.standing().pause().isEmpty();
    if (!admitted && !now.isBefore(sayAgainAt)) {
      sayAgainAt = now.plus(SAID_EVERY);
      LOG.atWarn()
          .addKeyValue("use", use)
          .log("so many secrets without a mark are shown that not all are looked up");
    }
    return admitted;
  }
}
