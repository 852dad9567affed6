package com.quotahit.core.practice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Everybody and everything there is to practise with, in the order it is shown. */
public final class PracticeCatalog {

  private final Map<String, Persona> personas;
  private final Map<String, Scenario> scenarios;
  private final Map<String, Scorecard> scorecards;

  public PracticeCatalog(
      List<Persona> personas, List<Scenario> scenarios, List<Scorecard> scorecards) {
    this.personas = byId(personas, Persona::id);
    this.scenarios = byId(scenarios, Scenario::id);
    this.scorecards = byId(scorecards, Scorecard::id);
    for (Scenario scenario : scenarios) {
      require(scenario, this.scorecards, scenario.scorecardId());
      scenario
          .gatekeeper()
          .ifPresent(gate -> require(scenario, this.scorecards, gate.scorecardId()));
      scenario.personaIds().forEach(id -> require(scenario, this.personas, id));
      scenario.gatekeeper().ifPresent(gate -> requireOwn(scenario, gate));
    }
  }

  public List<Persona> personas() {
    return List.copyOf(personas.values());
  }

  public List<Scenario> scenarios() {
    return List.copyOf(scenarios.values());
  }

  public List<Scorecard> scorecards() {
    return List.copyOf(scorecards.values());
  }

  /** How names of people and companies are said, all together. */
  public Map<String, String> pronunciations() {
    Map<String, String> all = new LinkedHashMap<>();
    personas.values().forEach(persona -> all.putAll(persona.pronunciations()));
    return all;
  }

  public Optional<Persona> persona(String id) {
    return Optional.ofNullable(personas.get(id));
  }

  public Optional<Scenario> scenario(String id) {
    return Optional.ofNullable(scenarios.get(id));
  }

  public Optional<Scorecard> scorecard(String id) {
    return Optional.ofNullable(scorecards.get(id));
  }

  /** The scorecard of a scenario, with the chosen focus counted double. */
  public Scorecard scorecardFor(Scenario scenario, Focus focus) {
    Scorecard card = scorecards.get(scenario.scorecardId());
    if (card == null) {
      throw new IllegalArgumentException("scenario " + scenario.id() + " is not of this catalogue");
    }
    return card.focusedOn(focus);
  }

  private static <T> Map<String, T> byId(List<T> items, Function<T, String> id) {
    Map<String, T> map = new LinkedHashMap<>();
    for (T item : items) {
      if (map.put(id.apply(item), item) != null) {
        throw new IllegalArgumentException("two of the catalogue have the id " + id.apply(item));
      }
    }
    return map;
  }

  private void requireOwn(Scenario scenario, Gatekeeper gate) {
    boolean sameVoice =
        scenario.personaIds().stream()
            .anyMatch(id -> personas.get(id).voice().equals(gate.voice()));
    if (sameVoice || gate.scorecardId().equals(scenario.scorecardId())) {
      throw new IllegalArgumentException(
          "the gatekeeper of scenario "
              + scenario.id()
              + " must have a voice and a scorecard of their own");
    }
  }

  private static void require(Scenario scenario, Map<String, ?> known, String id) {
    if (!known.containsKey(id)) {
      throw new IllegalArgumentException(
          "scenario " + scenario.id() + " names the unknown id " + id);
    }
  }
}
