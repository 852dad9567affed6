package com.quotahit.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.Secret;
import com.quotahit.core.workspace.SecretMark.Use;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AMarkTellsAnInventedSecretTest {

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final SecretMark ours = mark();

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private SecretMark mark() {
    return new SecretMark(new Secret(Base64.getEncoder().encodeToString(bytes(SecretMark.KEY))));
  }

  @Test
  void of_ten_thousand_secrets_ours_carry_it_and_no_other_does() {
    System.out.println("seed " + seed);
    SecretMark others = mark();
    for (int i = 0; i < 10_000; i++) {
      byte[] secret = ours.put(Use.SESSION, bytes(SecretMark.RANDOM));
      assertThat(ours.on(Use.SESSION, secret)).isTrue();
      assertThat(ours.on(Use.API_KEY, secret)).as("of another use, seed %d", seed).isFalse();
      assertThat(others.on(Use.SESSION, secret)).as("elsewhere, seed %d", seed).isFalse();
      assertThat(ours.on(Use.SESSION, bytes(SecretMark.WHOLE))).as("seed %d", seed).isFalse();
      secret[random.nextInt(secret.length)] ^= (byte) (1 << random.nextInt(8));
      assertThat(ours.on(Use.SESSION, secret)).as("a bit is wrong, seed %d", seed).isFalse();
    }
    assertThat(ours.on(Use.SESSION, bytes(31))).isFalse();
  }

  @Test
  void it_is_found_again_in_a_key_as_it_is_written() {
    System.out.println("seed " + seed);
    for (int i = 0; i < 10_000; i++) {
      byte[] secret = ours.put(Use.API_KEY, bytes(SecretMark.RANDOM));
      // Leading zeros are easily lost on the way through a number.
      secret[0] = (byte) (i % 3 == 0 ? 0 : secret[0]);
      assertThat(ApiKeyText.bytes(ApiKeyText.of(secret).reveal()).orElseThrow())
          .as("seed %d", seed)
          .isEqualTo(secret);
    }
    assertThat(ApiKeyText.bytes("qh_live_" + "z".repeat(49))).isEmpty();
  }
}
