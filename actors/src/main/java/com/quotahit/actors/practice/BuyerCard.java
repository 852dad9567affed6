package com.quotahit.actors.practice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.practice.BuyerBrief;
import com.quotahit.core.practice.Difficulty;
import com.quotahit.core.practice.Focus;
import com.quotahit.core.practice.Persona;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.Scenario;
import com.quotahit.core.shared.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The data block at the end of a buyer's instructions. A language model reads the prose before it;
 * the simulated mind reads the card. Angle brackets inside are escaped, so nothing in it can close
 * the block.
 */
public final class BuyerCard {

  static final String OPEN = "<buyer-card>";
  static final String CLOSE = "</buyer-card>";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BLOCK =
      Pattern.compile("<buyer-card>(.*?)</buyer-card>", Pattern.DOTALL);

  private BuyerCard() {}

  static String write(BuyerBrief brief) {
    ObjectNode card = JSON.createObjectNode();
    card.put("persona", brief.persona().id());
    card.put("scenario", brief.scenario().id());
    card.put("difficulty", brief.difficulty().wire());
    card.put("focus", brief.focus().wire());
    card.put("language", brief.language());
    card.put("seed", brief.seed());
    brief.learnerName().ifPresent(name -> card.put("learner", name));
    ArrayNode excerpts = card.putArray("excerpts");
    for (BuyerBrief.Excerpt excerpt : brief.excerpts()) {
      excerpts.addObject().put("title", excerpt.title()).put("text", excerpt.text());
    }
    return OPEN + card.toString().replace("<", "\\u003c").replace(">", "\\u003e") + CLOSE;
  }

  /**
   * The brief a card stands for; empty when there is no card or it names what this catalogue lacks.
   */
  static Optional<BuyerBrief> read(String instructions, PracticeCatalog catalog) {
    Matcher matcher = BLOCK.matcher(instructions);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      return brief(JSON.readTree(matcher.group(1)), catalog);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<BuyerBrief> brief(JsonNode card, PracticeCatalog catalog) {
    Optional<Persona> persona = catalog.persona(card.path("persona").asText());
    Optional<Scenario> scenario = catalog.scenario(card.path("scenario").asText());
    if (persona.isEmpty() || scenario.isEmpty()) {
      return Optional.empty();
    }
    List<BuyerBrief.Excerpt> excerpts = new ArrayList<>();
    card.path("excerpts")
        .forEach(excerpt ->
            excerpts.add(
                new BuyerBrief.Excerpt(
                    excerpt.path("title").asText(), excerpt.path("text").asText())));
    return Optional.of(
        new BuyerBrief(
            persona.get(),
            scenario.get(),
            or(Difficulty.parse("difficulty", card.path("difficulty").asText()), Difficulty.MEDIUM),
            or(Focus.parse("focus", card.path("focus").asText()), Focus.GENERAL),
            card.path("language").asText("en"),
            card.path("seed").asLong(),
            card.hasNonNull("learner")
                ? Optional.of(card.get("learner").asText())
                : Optional.empty(),
            excerpts));
  }

  private static <T> T or(Parsed<T> parsed, T otherwise) {
    return switch (parsed) {
      case Parsed.Valid<T>(T value) -> value;
      case Parsed.Invalid<T> _ -> otherwise;
    };
  }
}
