package com.quotahit.http.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.http.models.ModelEndpoints.EditModelWire;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an admin leaves out stays, what is cleared is forgotten, what is said anew counts. */
@Tag("fast")
class AFactOfTheCatalogueIsForgottenTest {

  private static EditModelWire clearing(String... fields) {
    return new EditModelWire(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(List.of(fields)));
  }

  @Test
  void only_what_is_named() {
    EditModelWire wire = clearing("replacement");
    assertThat(wire.next("replacement", Optional.empty(), Optional.of("openai/gpt-5.2"))).isEmpty();
    assertThat(wire.next("price", Optional.empty(), Optional.of(2))).contains(2);
    assertThat(wire.next("price", Optional.of(3), Optional.of(2))).contains(3);
  }
}
