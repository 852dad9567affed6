package com.quotahit.http.practice;

import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.Scenario;
import com.quotahit.core.practice.ScenarioType;
import com.quotahit.persistence.practice.SessionRow;
import java.util.Optional;

/** Who and what a session was about, also when the catalogue has moved on since. */
record Cast(PersonaWire.Brief persona, ScenarioWire.Brief scenario, Optional<Scenario> stillThere) {

  static Cast of(SessionRow row, PracticeCatalog catalog) {
    Optional<Scenario> scenario = catalog.scenario(row.scenarioId());
    return new Cast(
        catalog
            .persona(row.personaId())
            .map(PersonaWire.Brief::of)
            .orElseGet(() -> new PersonaWire.Brief(row.personaId(), "A former persona", "", "")),
        scenario
            .map(ScenarioWire.Brief::of)
            .orElseGet(() ->
                new ScenarioWire.Brief(
                    row.scenarioId(), "A former scenario", ScenarioType.GENERAL)),
        scenario);
  }
}
