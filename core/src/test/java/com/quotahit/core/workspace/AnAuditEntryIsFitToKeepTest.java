package com.quotahit.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.core.shared.By;
import com.quotahit.core.shared.UserId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AnAuditEntryIsFitToKeepTest {

  private static final UserId ANN = new UserId("usr_" + "0".repeat(25) + "1");
  private static final UserId ADMIN = new UserId("usr_" + "0".repeat(25) + "2");

  private static AuditEntry entry(Map<String, String> after) {
    return new AuditEntry(
        "key.saved",
        "key:openai",
        Map.of(),
        after,
        new By.Impersonator(ADMIN, ANN),
        "192.0.2.7",
        "req_1",
        Instant.parse("2026-01-05T09:00:00.123456789Z"));
  }

  @Test
  void secrets_are_masked_by_their_name_and_by_their_look() {
    Map<String, String> after =
        entry(
                Map.of(
                    "password", "correct horse",
                    "apiKey", "abc",
                    "key", "abc",
                    "client_secret", "abc",
                    "note", "I pasted sk-abcdef0123456789 here",
                    "last4", "6789",
                    "keyId", "key_1"))
            .after();
    assertThat(after)
        .containsEntry("password", "•••")
        .containsEntry("apiKey", "•••")
        .containsEntry("key", "•••")
        .containsEntry("client_secret", "•••")
        .containsEntry("note", "I pasted ••• here")
        .containsEntry("last4", "6789")
        .containsEntry("keyId", "key_1");
  }

  @Test
  void texts_are_cut_and_cleaned_of_what_the_database_cannot_hold() {
    Map<String, String> after =
        entry(Map.of("long", "x".repeat(9_000), "odd", "a\0b\ud800c")).after();
    assertThat(after.get("long")).hasSize(500);
    assertThat(after.get("odd")).isEqualTo("a\ufffdb\ufffdc");
  }

  @Test
  void an_action_has_a_form() {
    assertThatThrownBy(() ->
            new AuditEntry(
                "Saved a key",
                "key:openai",
                Map.of(),
                Map.of(),
                new By.Person(ANN),
                "",
                "",
                Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_is_hashed_is_canonical_json_and_stays_the_same_for_ever() {
    AuditLine line =
        AuditLine.of(
            new AuditChain.OfPlatform(), 7, "", entry(Map.of("b", "ä\"\\\n\u0001", "a", "1")));
    assertThat(AuditHash.canonical(line))
        .isEqualTo(
            "{\"action\":\"key.saved\",\"actor\":\"user:"
                + ADMIN
                + "\",\"after\":{\"a\":\"1\",\"b\":\"ä\\\"\\\\\\n\\u0001\"},"
                + "\"at\":\"2026-01-05T09:00:00.123Z\",\"before\":{},\"chain\":\"platform\","
                + "\"from\":\"192.0.2.7\",\"onBehalfOf\":\""
                + ANN
                + "\",\"requestId\":\"req_1\",\"seq\":7,\"source\":\"\",\"subject\":\"key:openai\"}");
    assertThat(HexFormat.of().formatHex(AuditHash.of(AuditHash.beginning(), line)))
        .isEqualTo("c8ed2fc89089390b930e1c8a10123cf5b513688fd08a4f79301e54c17f78cfac");
  }
}
