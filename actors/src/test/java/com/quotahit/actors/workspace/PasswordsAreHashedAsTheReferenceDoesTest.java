package com.quotahit.actors.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.core.workspace.PasswordHash;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PasswordsAreHashedAsTheReferenceDoesTest {

  private static final Argon2id SMALL = new Argon2id(256, 2, 1, 32);

  /** The reference program's own tests: two passes over 64 MiB. */
  private static final PasswordHash REFERENCE =
      new PasswordHash(
          "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");

  @Test
  void a_hash_of_the_reference_program_is_understood() {
    assertThat(Argon2id.matches("password", REFERENCE)).isTrue();
    assertThat(Argon2id.matches("Password", REFERENCE)).isFalse();
    assertThat(Argon2id.of(REFERENCE)).isEqualTo(new Argon2id(65_536, 2, 1, 32));
  }

  @Test
  void memory_that_is_used_again_changes_nothing() {
    for (int i = 0; i < 20; i++) {
      PasswordHash hash = SMALL.hash("secret " + i);
      assertThat(Argon2id.matches("secret " + i, hash)).isTrue();
      assertThat(Argon2id.matches("secret " + (i + 1), hash)).isFalse();
    }
    assertThat(Argon2id.matches("password", REFERENCE)).isTrue();
  }

  @Test
  void no_two_hashes_of_a_password_are_the_same() {
    assertThat(SMALL.hash("secret").value()).isNotEqualTo(SMALL.hash("secret").value());
  }

  @Test
  void what_is_no_hash_is_refused() {
    for (String wrong : new String[] {"", "secret", "$argon2i$v=19$m=8,t=1,p=1$YQ$YQ"}) {
      assertThatThrownBy(() -> Argon2id.matches("secret", new PasswordHash(wrong)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
