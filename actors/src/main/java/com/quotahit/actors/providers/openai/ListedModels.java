package com.quotahit.actors.providers.openai;

import com.openai.core.JsonValue;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.ModelListPort.Listed;
import com.quotahit.core.models.ModelPrice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What the lists of OpenAI's dialects say beyond the SDK's fields: OpenRouter names a context
 * length and what one token costs, in dollars as text. Anything odd is taken for not said.
 */
final class ListedModels {

  private static final int NAME_MAX = 100;
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal PRICE_MAX = BigDecimal.valueOf(100_000);

  private ListedModels() {}

  static Listed read(String id, Optional<LocalDate> retiresAt, Map<String, JsonValue> more) {
    Map<String, JsonValue> prices =
        value(more, "pricing").flatMap(JsonValue::asObject).orElse(Map.of());
    Optional<MicroUsd> in = perMillion(prices, "prompt");
    Optional<MicroUsd> out = perMillion(prices, "completion");
    return new Listed(
        id,
        retiresAt,
        value(more, "name")
            .flatMap(JsonValue::asString)
            .map(String::strip)
            .filter(name -> !name.isEmpty() && name.length() <= NAME_MAX),
        value(more, "context_length")
            .flatMap(JsonValue::asNumber)
            .map(Number::intValue)
            .filter(tokens -> tokens > 0),
        in.flatMap(read ->
            out.map(made -> new ModelPrice(read, made, perMillion(prices, "input_cache_read")))));
  }

  /** Routers name minus one where the price is another model's. */
  private static Optional<MicroUsd> perMillion(Map<String, JsonValue> prices, String name) {
    try {
      return value(prices, name)
          .flatMap(JsonValue::asString)
          .map(text -> new BigDecimal(text).multiply(MILLION))
          .filter(dollars -> dollars.signum() >= 0 && dollars.compareTo(PRICE_MAX) <= 0)
          .map(MicroUsd::ofDollars);
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  private static Optional<JsonValue> value(Map<String, JsonValue> fields, String name) {
    return Optional.ofNullable(fields.get(name));
  }
}
