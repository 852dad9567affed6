package com.quotahit.http.practice;

import com.quotahit.core.practice.Manner;
import com.quotahit.core.practice.Persona;
import com.quotahit.core.practice.Seniority;
import com.quotahit.core.practice.Traits;

/** Somebody to practise with. */
public record PersonaWire(
    String id,
    String name,
    String role,
    String company,
    String industry,
    Seniority seniority,
    String summary,
    Manner manner,
    String voice,
    Traits traits,
    String language) {

  static PersonaWire of(Persona persona) {
    return new PersonaWire(
        persona.id(),
        persona.name(),
        persona.role(),
        persona.company(),
        persona.industry(),
        persona.seniority(),
        persona.summary(),
        persona.manner(),
        persona.voice(),
        persona.traits(),
        persona.language());
  }

  /** A persona where a session is listed. */
  public record Brief(String id, String name, String role, String company) {
    static Brief of(Persona persona) {
      return new Brief(persona.id(), persona.name(), persona.role(), persona.company());
    }
  }
}
