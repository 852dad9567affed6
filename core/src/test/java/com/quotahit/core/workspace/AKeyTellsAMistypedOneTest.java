package com.quotahit.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.Secret;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AKeyTellsAMistypedOneTest {

  @Test
  void ten_thousand_keys_are_valid_and_none_with_one_character_changed_is() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[ApiKeyText.BYTES];
      random.nextBytes(bytes);
      String key = ApiKeyText.of(bytes).reveal();
      assertThat(ApiKeyText.valid(key)).isTrue();
      assertThat(seen.add(key)).isTrue();
      int at = random.nextInt(key.length());
      char other = key.charAt(at) == 'x' ? 'y' : 'x';
      assertThat(ApiKeyText.valid(key.substring(0, at) + other + key.substring(at + 1)))
          .as("seed %d, key %d", seed, i)
          .isFalse();
    }
  }

  @Test
  void the_least_and_the_greatest_have_the_same_length() {
    byte[] greatest = new byte[ApiKeyText.BYTES];
    java.util.Arrays.fill(greatest, (byte) 0xff);
    assertThat(ApiKeyText.of(new byte[ApiKeyText.BYTES]).reveal())
        .hasSameSizeAs(ApiKeyText.of(greatest).reveal())
        .hasSize(57);
  }

  @Test
  void what_is_shown_of_it_does_not_give_it_away() {
    Secret key = ApiKeyText.of(new byte[ApiKeyText.BYTES]);
    assertThat(ApiKeyText.prefix(key)).hasSize(12);
    assertThat(ApiKeyText.last4(key)).hasSize(4);
    assertThat(key.toString()).doesNotContain("qh_live_");
  }
}
