package com.quotahit.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SealedTypesTravelBySimpleNameTest {

  sealed interface Shape {
    record Circle(double radius) implements Shape {}

    record Empty() implements Shape {}

    sealed interface Cornered extends Shape {
      record Square(double side) implements Cornered {}

      record Named(Label label, Optional<Shape> within, List<Shape> parts) implements Cornered {}
    }
  }

  record Label(String value) {}

  record Box<T>(
      T content, Duration kept, Instant at, Map<WorkspaceId, Integer> counts, ZoneId zone) {}

  sealed interface Clash {
    record Typed(String type) implements Clash {}
  }

  sealed interface Twins {
    sealed interface Left extends Twins {
      record Same() implements Left {}
    }

    sealed interface Right extends Twins {
      record Same() implements Right {}
    }
  }

  private final JsonMapper json = Json.mapper();

  private static final WorkspaceId WORKSPACE = new WorkspaceId("wsp_01arz3ndektsv4rrffq69g5fav");

  @Test
  void a_member_is_written_with_its_simple_name_and_read_back_as_the_family() throws Exception {
    String text = json.writeValueAsString(new Shape.Cornered.Square(2));
    assertThat(text).isEqualTo("{\"type\":\"Square\",\"side\":2.0}");
    assertThat(json.readValue(text, Shape.class)).isEqualTo(new Shape.Cornered.Square(2));
    assertThat(json.readValue(text, Shape.Cornered.class)).isEqualTo(new Shape.Cornered.Square(2));
    assertThat(json.readValue("{\"type\":\"Empty\"}", Shape.class)).isEqualTo(new Shape.Empty());
  }

  @Test
  void families_nest_in_lists_optionals_and_generic_records() throws Exception {
    Shape named =
        new Shape.Cornered.Named(
            new Label("a"), Optional.of(new Shape.Empty()), List.of(new Shape.Circle(1)));
    Box<Shape> box =
        new Box<>(
            named,
            Duration.ofSeconds(3),
            Instant.parse("2026-01-02T03:04:05Z"),
            Map.of(WORKSPACE, 1),
            ZoneId.of("Europe/Berlin"));
    var type = new TypeReference<Box<Shape>>() {};
    String text = json.writerFor(type).writeValueAsString(box);
    assertThat(text).contains("\"label\":\"a\"").contains("{\"wsp_01arz3ndektsv4rrffq69g5fav\":1}");
    assertThat(json.readValue(text, type)).isEqualTo(box);
  }

  @Test
  void a_field_that_is_not_there_is_empty() throws Exception {
    assertThat(json.readValue("{\"type\":\"Named\",\"label\":\"a\"}", Shape.class))
        .isEqualTo(new Shape.Cornered.Named(new Label("a"), Optional.empty(), List.of()));
  }

  @Test
  void a_field_that_nobody_knows_is_ignored() throws Exception {
    assertThat(json.readValue("{\"type\":\"Circle\",\"radius\":1,\"new\":2}", Shape.class))
        .isEqualTo(new Shape.Circle(1));
  }

  @Test
  void a_name_outside_the_family_is_refused() {
    assertThatThrownBy(() -> json.readValue("{\"type\":\"java.lang.Runtime\"}", Shape.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void a_record_that_would_hide_its_own_name_is_refused() {
    assertThatThrownBy(() -> json.writeValueAsString(new Clash.Typed("x")))
        .hasMessageContaining("'type'");
  }

  @Test
  void two_members_of_one_name_are_refused() {
    assertThatThrownBy(() -> SealedFamily.members(Twins.class)).hasMessageContaining("Same");
  }
}
