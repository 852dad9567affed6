package com.quotahit.actors.providers.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.openai.core.JsonValue;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.ModelListPort.Listed;
import com.quotahit.core.models.ModelPrice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the lists of OpenAI's dialects say beyond the SDK's fields: OpenRouter names a context
 * length and what one token costs, in dollars as text. Anything odd is taken for not said.
 */
final class ListedModels {

  private static final int NAME_MAX = 100;
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,6}(\\.\\d{1,20})?");
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal PRICE_MAX = BigDecimal.valueOf(100_000);

  private ListedModels() {}

  static Listed read(String id, Optional<LocalDate> retiresAt, Map<String, JsonValue> more) {
    JsonNode prices = value(more, "pricing");
    Optional<MicroUsd> in = perMillion(prices.path("prompt"));
    Optional<MicroUsd> out = perMillion(prices.path("completion"));
    return new Listed(
        id,
        retiresAt,
        Optional.of(value(more, "name").asText("").strip())
            .filter(name -> !name.isEmpty() && name.length() <= NAME_MAX),
        Optional.of(value(more, "context_length").asInt(0)).filter(tokens -> tokens > 0),
        in.flatMap(read ->
            out.map(
                made -> new ModelPrice(read, made, perMillion(prices.path("input_cache_read"))))));
  }

  /** Routers name minus one where the price is another model's. */
  private static Optional<MicroUsd> perMillion(JsonNode price) {
    return Optional.of(price.asText(""))
        .filter(text -> AMOUNT.matcher(text).matches())
        .map(text -> new BigDecimal(text).multiply(MILLION))
        .filter(dollars -> dollars.compareTo(PRICE_MAX) <= 0)
        .map(MicroUsd::ofDollars);
  }

  private static JsonNode value(Map<String, JsonValue> fields, String name) {
    JsonValue field = fields.get(name);
    JsonNode read = field == null ? null : field.convert(JsonNode.class);
    return read == null ? MissingNode.getInstance() : read;
  }
}
