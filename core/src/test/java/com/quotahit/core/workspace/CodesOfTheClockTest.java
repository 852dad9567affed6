package com.quotahit.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class CodesOfTheClockTest {

  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void are_those_of_the_standards_table(long second, String code) {
    long step = Totp.stepAt(Instant.ofEpochSecond(second));
    assertThat(Totp.code(SECRET, step, 8)).isEqualTo(code);
    assertThat(Totp.code(SECRET, step, 6)).isEqualTo(code.substring(2));
  }

  @Test
  void hold_for_a_clock_that_is_one_step_off_and_no_more() {
    Instant now = Instant.parse("2026-01-05T09:00:10Z");
    for (int off = -5; off <= 5; off++) {
      String code = Totp.code(SECRET, Totp.stepAt(now) + off, 6);
      assertThat(Totp.step(SECRET, code, now).isPresent())
          .as("%d steps off", off)
          .isEqualTo(Math.abs(off) <= 1);
    }
  }

  @Test
  void name_the_step_they_belong_to_so_that_each_can_be_taken_once() {
    Instant now = Instant.parse("2026-01-05T09:00:10Z");
    long step = Totp.stepAt(now) - 1;
    assertThat(Totp.step(SECRET, Totp.code(SECRET, step, 6), now)).hasValue(step);
  }

  @Test
  void are_six_digits_and_nothing_else() {
    Instant now = Instant.EPOCH;
    for (String text : new String[] {"", "12345", "1234567", "12a456", "１２３４５６", "-12345"}) {
      assertThat(Totp.step(SECRET, text, now)).as(text).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void are_handed_over_in_base_32_as_the_standard_has_it(String text, String encoded) {
    assertThat(Base32.encode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
  }

  @Test
  void recovery_codes_have_at_least_64_bits_and_are_read_however_they_are_typed() {
    Random random = new Random(5);
    UserId ann = new UserId("usr_" + "0".repeat(26));
    UserId bob = new UserId("usr_" + "1".repeat(26));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      RecoveryCode code = RecoveryCode.next(random);
      assertThat(seen.add(code.value())).isTrue();
      assertThat(code.value().length() * 5).isGreaterThanOrEqualTo(64);
      assertThat(code.grouped()).matches("(\\w{4}-){3}\\w{4}");
      String typed = " " + code.grouped().toUpperCase(java.util.Locale.ROOT).replace('-', ' ');
      assertThat(RecoveryCode.parse(typed)).contains(code);
      assertThat(code.hash(ann)).isNotEqualTo(code.hash(bob));
      assertThat(code.toString()).doesNotContain(code.value());
    }
    assertThat(RecoveryCode.parse("123456")).isEmpty();
    assertThat(RecoveryCode.parse("ilou-ilou-ilou-ilou")).isEmpty();
  }
}
