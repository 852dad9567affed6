package com.quotahit.core.shared;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals of a key that lives as long as the test. */
public final class SealInMemory implements SealPort {

  private static final int NONCE = 12;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key = new SecretKeySpec(bytes(32), "AES");

  @Override
  public Sealed seal(byte[] plain, byte[] associated) {
    byte[] nonce = bytes(NONCE);
    byte[] hidden = run(Cipher.ENCRYPT_MODE, nonce, plain, associated);
    byte[] whole = Arrays.copyOf(nonce, NONCE + hidden.length);
    System.arraycopy(hidden, 0, whole, NONCE, hidden.length);
    return new Sealed(1, whole);
  }

  @Override
  public byte[] open(Sealed sealed, byte[] associated) {
    byte[] nonce = Arrays.copyOf(sealed.bytes(), NONCE);
    byte[] hidden = Arrays.copyOfRange(sealed.bytes(), NONCE, sealed.bytes().length);
    return run(Cipher.DECRYPT_MODE, nonce, hidden, associated);
  }

  @Override
  public Sealed rewrap(Sealed sealed) {
    return sealed;
  }

  @Override
  public int version() {
    return 1;
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] run(int mode, byte[] nonce, byte[] text, byte[] associated) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(128, nonce));
      cipher.updateAAD(associated);
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new SealBroken("does not open");
    }
  }
}
