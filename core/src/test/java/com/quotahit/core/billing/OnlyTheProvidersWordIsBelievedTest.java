package com.quotahit.core.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The vector is the provider's own: secret, time, body and header. */
@Tag("fast")
class OnlyTheProvidersWordIsBelievedTest {

  private static final Instant AT = Instant.ofEpochSecond(1_767_225_600L);
  private static final byte[] BODY =
      """
      {"id":"evt_demo_1","object":"event","type":"invoice.paid","data":{"object":{"id":"in_demo_1"}}}\
      """
          .getBytes(StandardCharsets.UTF_8);
  private static final String V1 =
      "5a5055ef587cfacb0ea1c5470347839730058a7f2636d9e9fc6f6b3e88fdb0cb";
  private static final String HEADER = "t=1767225600,v1=" + V1;

  private final WebhookSignature signature =
      new WebhookSignature(new Secret("whsec_demo_3f1c"), Duration.ofSeconds(300));

  @Test
  void the_official_vector_is_accepted_and_made() {
    assertThat(signature.fits(BODY, HEADER, AT)).isTrue();
    assertThat(signature.header(BODY, AT)).isEqualTo(HEADER);
  }

  @Test
  void every_bit_flip_of_the_body_is_refused() {
    for (int bit = 0; bit < BODY.length * 8; bit++) {
      byte[] flipped = BODY.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(signature.fits(flipped, HEADER, AT)).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void every_bit_flip_of_the_header_is_refused() {
    byte[] header = HEADER.getBytes(StandardCharsets.ISO_8859_1);
    for (int bit = 0; bit < header.length * 8; bit++) {
      byte[] flipped = header.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      String text = new String(flipped, StandardCharsets.ISO_8859_1);
      assertThat(signature.fits(BODY, text, AT)).as("bit %d: %s", bit, text).isFalse();
    }
  }

  @Test
  void one_of_several_is_enough_while_a_secret_is_changed() {
    String other = "0".repeat(64);
    assertThat(signature.fits(BODY, "t=1767225600,v1=" + other + ",v1=" + V1, AT)).isTrue();
    assertThat(signature.fits(BODY, "t=1767225600,v1=" + V1 + ",v1=" + other, AT)).isTrue();
    assertThat(signature.fits(BODY, "t=1767225600,v0=" + V1, AT)).isFalse();
    assertThat(signature.fits(BODY, "t=1767225600,v1=" + other, AT)).isFalse();
  }

  @Test
  void old_and_foreign_and_broken_ones_are_refused() {
    assertThat(signature.fits(BODY, HEADER, AT.plusSeconds(300))).isTrue();
    assertThat(signature.fits(BODY, HEADER, AT.plusSeconds(301))).isFalse();
    assertThat(signature.fits(BODY, HEADER, AT.minusSeconds(301))).isFalse();
    WebhookSignature other =
        new WebhookSignature(new Secret("whsec_another"), Duration.ofSeconds(300));
    assertThat(other.fits(BODY, HEADER, AT)).isFalse();
    for (String header :
        new String[] {
          "",
          "t=",
          "v1=" + V1,
          "t=1767225600",
          "t=x,v1=" + V1,
          HEADER.substring(0, 70),
          "t=1767225600,t=1767225600,v1=" + V1,
          "t=99999999999999999999,v1=" + V1,
          HEADER.repeat(99)
        }) {
      assertThat(signature.fits(BODY, header, AT)).as(header).isFalse();
    }
  }
}
