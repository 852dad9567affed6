package com.quotahit.actors.models;

import com.quotahit.core.models.CatalogModel;
import com.quotahit.core.models.CatalogModel.Capability;
import com.quotahit.core.models.CatalogModel.State;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.ModelPrice;
import com.quotahit.core.models.Provider;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The models that ship with the product, read from {@code quotahit/model-catalogue.conf}. */
public final class ShippedCatalogue {

  private ShippedCatalogue() {}

  public static List<CatalogModel> read() {
    return ConfigFactory.parseResources("quotahit/model-catalogue.conf")
        .getConfigList("catalogue")
        .stream()
        .map(ShippedCatalogue::model)
        .toList();
  }

  /** What ships, and what the operator named beside it. */
  public static List<CatalogModel> with(List<CatalogModel> more) {
    List<CatalogModel> shipped = read();
    return Stream.concat(
            shipped.stream(),
            more.stream()
                .filter(model -> shipped.stream().noneMatch(each -> each.id().equals(model.id()))))
        .toList();
  }

  /** A model of which only the name is known, and what it is meant for. */
  public static CatalogModel named(String id, Set<Capability> capabilities) {
    return named(id, capabilities, State.ACTIVE, "installation");
  }

  /** One that works beside another and is never chosen; an admin may say what it costs. */
  public static CatalogModel beside(String id) {
    return named(id, Set.of(), State.UNAVAILABLE, CatalogModel.FOUND);
  }

  private static CatalogModel named(
      String id, Set<Capability> capabilities, State state, String source) {
    int slash = id.indexOf('/');
    return new CatalogModel(
        id,
        provider(id),
        id.substring(slash + 1),
        id.substring(slash + 1),
        capabilities,
        Optional.empty(),
        Optional.empty(),
        state,
        Optional.empty(),
        Optional.empty(),
        source);
  }

  private static Provider provider(String id) {
    return Provider.of(id.substring(0, id.indexOf('/')))
        .orElseThrow(() -> new IllegalArgumentException("no provider of " + id));
  }

  private static CatalogModel model(Config model) {
    String id = model.getString("id");
    int slash = id.indexOf('/');
    return new CatalogModel(
        id,
        provider(id),
        id.substring(slash + 1),
        model.getString("display"),
        model.getStringList("can").stream()
            .map(code -> Capability.of(code).orElseThrow())
            .collect(Collectors.toSet()),
        model.hasPath("context") ? Optional.of(model.getInt("context")) : Optional.empty(),
        price(model),
        State.of(model.getString("state")).orElseThrow(),
        text(model, "retires").map(LocalDate::parse),
        text(model, "replacement"),
        model.getString("source"));
  }

  /** In dollars for a million tokens. */
  private static Optional<ModelPrice> price(Config model) {
    return model.hasPath("price")
        ? Optional.of(
            new ModelPrice(
                dollars(model, "price.in").orElseThrow(),
                dollars(model, "price.out").orElseThrow(),
                dollars(model, "price.cached")))
        : Optional.empty();
  }

  private static Optional<MicroUsd> dollars(Config model, String path) {
    return text(model, path).map(BigDecimal::new).map(MicroUsd::ofDollars);
  }

  private static Optional<String> text(Config model, String path) {
    return model.hasPath(path) ? Optional.of(model.getString(path)) : Optional.empty();
  }
}
