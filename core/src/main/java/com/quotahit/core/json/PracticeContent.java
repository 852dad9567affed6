package com.quotahit.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quotahit.core.practice.Criterion;
import com.quotahit.core.practice.Objection;
import com.quotahit.core.practice.Persona;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.Scenario;
import com.quotahit.core.practice.Scorecard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The practice content that ships with the product, read from {@code quotahit/practice} on the
 * class path: {@code index.json} names the scenario files, the other files stand beside it.
 */
public final class PracticeContent {

  private static final String ROOT = "/quotahit/practice/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private PracticeContent() {}

  public static PracticeCatalog shipped() {
    Fields index = file("index.json");
    List<Persona> personas = file("personas.json").objects("personas", PersonaFields::read);
    Map<String, Objection> library = new LinkedHashMap<>();
    file("objections.json")
        .objects("objections", ScenarioFields::objection)
        .forEach(objection -> library.put(objection.id(), objection));
    Map<String, Criterion> criteria = new LinkedHashMap<>();
    file("criteria.json")
        .objects("criteria", ScorecardFields::criterion)
        .forEach(criterion -> criteria.put(criterion.id(), criterion));
    List<Scorecard> scorecards =
        file("scorecards.json")
            .objects("scorecards", fields -> ScorecardFields.read(fields, criteria));
    List<Scenario> scenarios =
        index.texts("scenarios").stream()
            .map(name -> ScenarioFields.read(file("scenarios/" + name + ".json"), library))
            .toList();
    return new PracticeCatalog(personas, scenarios, scorecards);
  }

  static Fields file(String name) {
    try (InputStream in = PracticeContent.class.getResourceAsStream(ROOT + name)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + ROOT + name);
      }
      JsonNode node = JSON.readTree(in);
      return new Fields(node, name);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " is not JSON", e);
    }
  }
}
