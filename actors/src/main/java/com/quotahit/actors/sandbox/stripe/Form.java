package com.quotahit.actors.sandbox.stripe;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A form body as the provider takes it: {@code line_items[0][price]=…}, flat, in order. */
final class Form {

  private final Map<String, String> fields;

  private Form(Map<String, String> fields) {
    this.fields = fields;
  }

  static Form parse(String body) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : body.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        fields.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return new Form(fields);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw StripeError.invalid("", "The body is not form-encoded.");
    }
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
  }

  String need(String name) {
    return text(name)
        .orElseThrow(() ->
            new StripeError(
                400,
                "invalid_request_error",
                "parameter_missing",
                name,
                "Missing required param: " + name + "."));
  }

  long whole(String name, long otherwise) {
    Optional<String> text = text(name);
    try {
      return text.isEmpty() ? otherwise : Long.parseLong(text.get());
    } catch (NumberFormatException e) {
      throw StripeError.invalid(name, "Invalid integer: " + name);
    }
  }

  boolean flag(String name) {
    return text(name).filter("true"::equals).isPresent();
  }

  /** {@code items[0][…]}, {@code items[1][…]} …, each as a form of its own. */
  List<Form> list(String name) {
    List<Form> found = new ArrayList<>();
    for (int i = 0; ; i++) {
      Form one = below(name + "[" + i + "]");
      if (one.fields.isEmpty()) {
        return found;
      }
      found.add(one);
    }
  }

  /** {@code metadata[a]} as {@code a}. */
  Map<String, String> map(String name) {
    return below(name).fields;
  }

  private Form below(String prefix) {
    Map<String, String> inner = new LinkedHashMap<>();
    fields.forEach((name, value) -> {
      if (name.startsWith(prefix + "[")) {
        String rest = name.substring(prefix.length() + 1);
        int end = rest.indexOf(']');
        if (end > 0) {
          inner.put(rest.substring(0, end) + rest.substring(end + 1), value);
        }
      }
    });
    return new Form(inner);
  }

  /** Values of {@code expand[]} or {@code expand[0]}. */
  List<String> values(String name) {
    return fields.entrySet().stream()
        .filter(field -> field.getKey().startsWith(name + "["))
        .map(Map.Entry::getValue)
        .toList();
  }
}
