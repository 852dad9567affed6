package com.quotahit.core.json;

import com.quotahit.core.practice.Manner;
import com.quotahit.core.practice.Persona;
import com.quotahit.core.practice.Seniority;
import com.quotahit.core.practice.Traits;
import java.util.Map;

/** A persona as it is written in a content file. */
final class PersonaFields {

  private PersonaFields() {}

  static Persona read(Fields fields) {
    return new Persona(
        fields.text("id"),
        fields.whole("version", 1),
        fields.text("name"),
        fields.text("role"),
        fields.text("company"),
        fields.text("industry"),
        fields.constant(Seniority.class, "seniority"),
        fields.text("summary"),
        fields.constant(Manner.class, "manner"),
        fields.text("mannerNote"),
        fields.text("voice"),
        fields.number("speed", 1.0),
        fields.has("pronunciations") ? fields.named("pronunciations") : Map.of(),
        fields.object("traits", PersonaFields::traits),
        fields.text("language", "en"),
        fields.texts("goals"),
        fields.object("phrases", PersonaFields::phrases));
  }

  private static Traits traits(Fields fields) {
    return new Traits(
        fields.whole("patience"),
        fields.whole("skepticism"),
        fields.whole("warmth"),
        fields.whole("talkativeness"),
        fields.whole("priceSensitivity"));
  }

  private static Persona.Phrases phrases(Fields fields) {
    return new Persona.Phrases(
        fields.texts("pickUp"),
        fields.texts("welcome"),
        fields.texts("acknowledge"),
        fields.texts("doubt"),
        fields.texts("like"),
        fields.texts("aside"),
        fields.texts("busy"),
        fields.texts("bye"));
  }
}
