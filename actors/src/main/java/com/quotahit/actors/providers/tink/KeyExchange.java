package com.quotahit.actors.providers.tink;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.hybrid.PredefinedHybridParameters;
import com.quotahit.core.shared.SealKeysPort.KnownKey;
import com.quotahit.core.workspace.NoticePort;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a node that joins without a master key gets it from a peer: it shows a public key made for
 * this once, and whoever holds the keys answers for that one only (HPKE). The keys never lie in the
 * database, and who only listens learns nothing.
 */
public final class KeyExchange {

  private static final Logger LOG = LoggerFactory.getLogger(KeyExchange.class);
  private static final String WANTED = "seal-keys-wanted";
  private static final String GIVEN = "seal-keys-given";
  private static final Duration ASK_EVERY = Duration.ofMillis(500);
  private static final int ANSWERS_MAX = 16;

  private final NoticePort notices;
  private final Map<String, BlockingQueue<String>> waiting = new ConcurrentHashMap<>();
  private final AtomicBoolean listening = new AtomicBoolean();

  public KeyExchange(NoticePort notices) {
    this.notices = notices;
    try {
      HybridConfig.register();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Tink has no HPKE", impossible);
    }
  }

  /** From now on peers that ask are answered. */
  void answerWith(Supplier<MasterKeys> keys) {
    notices.listen(WANTED, wanted -> answer(wanted, keys.get()));
  }

  private void answer(String wanted, MasterKeys keys) {
    try {
      HybridEncrypt forOne =
          TinkProtoKeysetFormat.parseKeysetWithoutSecret(Base64.getDecoder().decode(wanted))
              .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
      byte[] plain = keys.text().getBytes(StandardCharsets.US_ASCII);
      byte[] sealed = forOne.encrypt(plain, GIVEN.getBytes(StandardCharsets.US_ASCII));
      notices.publish(GIVEN, wanted + " " + Base64.getEncoder().encodeToString(sealed));
      LOG.atInfo().log("gave the master key to a node that joins");
    } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
      LOG.atWarn().log("somebody asked for the master key without a usable key of their own");
    }
  }

  /** Waits until a peer gives keys of which {@code known} is one. Blocks. */
  Optional<MasterKeys> ask(KnownKey known, Duration wait) {
    try {
      KeysetHandle own =
          KeysetHandle.generateNew(PredefinedHybridParameters.HPKE_X25519_HKDF_SHA256_AES_128_GCM);
      String wanted =
          Base64.getEncoder()
              .encodeToString(
                  TinkProtoKeysetFormat.serializeKeysetWithoutSecret(own.getPublicKeysetHandle()));
      HybridDecrypt mine = own.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
      BlockingQueue<String> answers = new ArrayBlockingQueue<>(ANSWERS_MAX);
      waiting.put(wanted, answers);
      if (listening.compareAndSet(false, true)) {
        notices.listen(GIVEN, this::given);
      }
      return answer(mine, wanted, answers, known, wait);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Tink cannot make a key of its own", impossible);
    }
  }

  /** One listener for all askings, because a listener stays for as long as its node runs. */
  private void given(String given) {
    int gap = given.indexOf(' ');
    BlockingQueue<String> answers = gap < 0 ? null : waiting.get(given.substring(0, gap));
    if (answers != null) {
      answers.offer(given.substring(gap + 1));
    }
  }

  private Optional<MasterKeys> answer(
      HybridDecrypt mine,
      String wanted,
      BlockingQueue<String> answers,
      KnownKey known,
      Duration wait) {
    try {
      long end = System.nanoTime() + wait.toNanos();
      while (System.nanoTime() - end < 0) {
        notices.publish(WANTED, wanted);
        String answer = answers.poll(ASK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        Optional<MasterKeys> keys =
            answer == null ? Optional.empty() : opened(mine, answer).filter(k -> fits(k, known));
        if (keys.isPresent()) {
          return keys;
        }
      }
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      waiting.remove(wanted);
    }
  }

  private static Optional<MasterKeys> opened(HybridDecrypt mine, String answer) {
    try {
      byte[] plain =
          mine.decrypt(
              Base64.getDecoder().decode(answer), GIVEN.getBytes(StandardCharsets.US_ASCII));
      return Optional.of(
          MasterKeys.parse(new String(plain, StandardCharsets.US_ASCII), "a peer's answer"));
    } catch (GeneralSecurityException | IllegalArgumentException notForUs) {
      return Optional.empty();
    }
  }

  private static boolean fits(MasterKeys keys, KnownKey known) {
    return keys.holds(known.version()) && keys.check(known.version()).equals(known.check());
  }
}
