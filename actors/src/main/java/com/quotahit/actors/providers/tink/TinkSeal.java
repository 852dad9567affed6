package com.quotahit.actors.providers.tink;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.quotahit.core.shared.SealBroken;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.Sealed;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Seals with Tink's envelope: four bytes length, the data key wrapped with AES-256-GCM, then the
 * nonce, the ciphertext and the tag of AES-256-GCM under that data key. Nonces are random; a data
 * key seals one secret, so none can repeat under it. Safe for many threads.
 */
public final class TinkSeal implements SealPort {

  private static final byte[] NOTHING = new byte[0];

  private record Wrap(Aead master, Aead envelope) {}

  private record Ring(MasterKeys keys, Map<Integer, Wrap> wraps, int current) {}

  private volatile Ring ring;
  private volatile @Nullable Runnable whenUnknown;
  private volatile IntConsumer beforeFirstUse = _ -> {};
  private volatile int used;

  public TinkSeal(MasterKeys keys, int current) {
    try {
      AeadConfig.register();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Tink has no AEAD", impossible);
    }
    this.ring = ring(keys, current);
  }

  /** With a master key of its own that nothing else knows: for tests. */
  public static TinkSeal fresh(RandomGenerator random) {
    return new TinkSeal(MasterKeys.fresh(random), 1);
  }

  /** From now on with these keys; seals that are being opened are not disturbed. */
  void use(MasterKeys keys, int current) {
    ring = ring(keys, current);
  }

  /** Is run before a seal is given up whose key is not here, and may bring the key. */
  void whenUnknown(Runnable look) {
    whenUnknown = look;
  }

  /** Is told the version before anything is sealed with it for the first time. */
  void beforeFirstUse(IntConsumer listener) {
    beforeFirstUse = listener;
  }

  MasterKeys keys() {
    return ring.keys;
  }

  @Override
  public int version() {
    return ring.current;
  }

  @Override
  public Sealed seal(byte[] plain, byte[] associated) {
    Ring now = ring;
    if (used != now.current) {
      beforeFirstUse.accept(now.current);
      used = now.current;
    }
    try {
      return new Sealed(now.current, wrap(now, now.current).envelope().encrypt(plain, associated));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("a secret could not be sealed", impossible);
    }
  }

  @Override
  public byte[] open(Sealed sealed, byte[] associated) {
    try {
      return wrap(sealed.keyVersion()).envelope().decrypt(sealed.bytes(), associated);
    } catch (GeneralSecurityException | IndexOutOfBoundsException wrong) {
      throw broken(sealed);
    }
  }

  @Override
  public Sealed rewrap(Sealed sealed) {
    Ring now = ring;
    if (sealed.keyVersion() == now.current) {
      return sealed;
    }
    try {
      ByteBuffer in = ByteBuffer.wrap(sealed.bytes());
      byte[] wrapped = new byte[Math.clamp(in.getInt(), 0, in.remaining())];
      in.get(wrapped);
      byte[] data = wrap(sealed.keyVersion()).master().decrypt(wrapped, NOTHING);
      byte[] again = wrap(now, now.current).master().encrypt(data, NOTHING);
      Arrays.fill(data, (byte) 0);
      ByteBuffer out = ByteBuffer.allocate(4 + again.length + in.remaining());
      out.putInt(again.length).put(again).put(in);
      return new Sealed(now.current, out.array());
    } catch (GeneralSecurityException | java.nio.BufferUnderflowException wrong) {
      throw broken(sealed);
    }
  }

  private static SealBroken broken(Sealed sealed) {
    return new SealBroken(
        "a secret under master key "
            + sealed.keyVersion()
            + " does not open. Maybe its row was moved or changed.");
  }

  private Wrap wrap(int version) {
    Runnable look = whenUnknown;
    if (!ring.wraps.containsKey(version) && look != null) {
      look.run();
    }
    return wrap(ring, version);
  }

  private static Wrap wrap(Ring ring, int version) {
    Wrap wrap = ring.wraps.get(version);
    if (wrap == null) {
      throw new SealBroken(
          "there is no master key of version "
              + version
              + " here. Maybe it was taken out of the key file before all secrets were carried"
              + " over.");
    }
    return wrap;
  }

  private static Ring ring(MasterKeys keys, int current) {
    Map<Integer, Wrap> wraps = new HashMap<>();
    for (int version : keys.versions()) {
      byte[] key = keys.key(version);
      try {
        Aead master = new AesGcmJce(key);
        wraps.put(
            version,
            new Wrap(master, KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, master)));
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException("a master key of 32 bytes was refused", impossible);
      } finally {
        Arrays.fill(key, (byte) 0);
      }
    }
    Ring made = new Ring(keys, Map.copyOf(wraps), current);
    wrap(made, current);
    return made;
  }
}
