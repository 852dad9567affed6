package com.quotahit.actors.providers.tink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.core.shared.Associated;
import com.quotahit.core.shared.SealBroken;
import com.quotahit.core.shared.SealPort;
import com.quotahit.core.shared.Sealed;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SealsHoldWhatTheyHideTest {

  private static final byte[] SECRET = "sk-canary-4711".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HERE = Associated.with("byok", "1", "wsp_1", "openai", "key_1");

  private final SealPort seal = TinkSeal.fresh(new SecureRandom());

  @Test
  void what_was_sealed_opens_where_it_belongs() {
    assertThat(seal.open(seal.seal(SECRET, HERE), HERE)).isEqualTo(SECRET);
  }

  @Test
  void a_row_moved_elsewhere_does_not_open() {
    Sealed sealed = seal.seal(SECRET, HERE);
    for (byte[] elsewhere :
        new byte[][] {
          Associated.with("byok", "1", "wsp_2", "openai", "key_1"),
          Associated.with("byok", "1", "wsp_1", "anthropic", "key_1"),
          Associated.with("byok", "1", "wsp_1", "openai", "key_2"),
          Associated.with("byok", "1", "wsp_1o", "penai", "key_1"),
          new byte[0]
        }) {
      assertThatThrownBy(() -> seal.open(sealed, elsewhere)).isInstanceOf(SealBroken.class);
    }
  }

  @Test
  void no_bit_can_be_changed() {
    Sealed sealed = seal.seal(SECRET, HERE);
    for (int bit = 0; bit < sealed.bytes().length * 8; bit++) {
      byte[] bytes = sealed.bytes().clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> seal.open(new Sealed(sealed.keyVersion(), bytes), HERE))
          .as("bit " + bit)
          .isInstanceOf(SealBroken.class);
    }
  }

  @Test
  void the_same_secret_never_looks_the_same() {
    Set<Sealed> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      seen.add(seal.seal(SECRET, HERE));
    }
    assertThat(seen).hasSize(1_000);
  }

  @Test
  void a_seal_shows_nothing_of_its_secret() {
    Sealed sealed = seal.seal(SECRET, HERE);
    assertThat(new String(sealed.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("canary");
    assertThat(sealed.toString()).doesNotContain("canary");
  }

  @Test
  void a_seal_is_carried_over_to_the_next_key_without_being_opened() {
    MasterKeys one = MasterKeys.fresh(new SecureRandom());
    MasterKeys two = one.andFresh(new SecureRandom());
    Sealed old = new TinkSeal(one, 1).seal(SECRET, HERE);
    TinkSeal next = new TinkSeal(two, 2);
    Sealed carried = next.rewrap(old);
    assertThat(carried.keyVersion()).isEqualTo(2);
    assertThat(next.open(carried, HERE)).isEqualTo(SECRET);
    assertThat(next.open(old, HERE)).isEqualTo(SECRET);
    assertThat(next.rewrap(carried)).isSameAs(carried);
    assertThatThrownBy(() -> new TinkSeal(one, 1).open(carried, HERE))
        .isInstanceOf(SealBroken.class)
        .hasMessageContaining("no master key of version 2");
  }

  @Test
  void another_installation_opens_nothing() {
    Sealed sealed = seal.seal(SECRET, HERE);
    assertThatThrownBy(() -> TinkSeal.fresh(new SecureRandom()).open(sealed, HERE))
        .isInstanceOf(SealBroken.class);
  }

  @Test
  void nonsense_is_refused_and_not_read() {
    byte[] nonsense = new byte[64];
    Arrays.fill(nonsense, (byte) 0x7f);
    for (int length = 1; length < nonsense.length; length++) {
      Sealed sealed = new Sealed(1, Arrays.copyOf(nonsense, length));
      assertThatThrownBy(() -> seal.open(sealed, HERE)).isInstanceOf(SealBroken.class);
    }
  }
}
