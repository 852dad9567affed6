package com.quotahit.core.practice;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a call is judged by. */
public record Scorecard(String id, int version, String name, int passMark, List<Section> sections) {

  /** Criteria that belong together. */
  public record Section(String name, int weight, Optional<Focus> focus, List<Criterion> criteria) {
    public Section {
      criteria = List.copyOf(criteria);
      if (weight < 1) {
        throw new IllegalArgumentException("weight of section " + name + " must be positive");
      }
    }
  }

  public Scorecard {
    sections = List.copyOf(sections);
  }

  /** The same scorecard with the section of the chosen focus counted double. */
  public Scorecard focusedOn(Focus focus) {
    return new Scorecard(
        id,
        version,
        name,
        passMark,
        sections.stream()
            .map(section ->
                section.focus().equals(Optional.of(focus))
                    ? new Section(
                        section.name(), section.weight() * 2, section.focus(), section.criteria())
                    : section)
            .toList());
  }

  public Stream<Criterion> criteria() {
    return sections.stream().flatMap(section -> section.criteria().stream());
  }
}
