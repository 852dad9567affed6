package com.quotahit.http.models;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.models.Catalogue;
import com.quotahit.actors.models.Gateway;
import com.quotahit.actors.models.ModelSettings;
import com.quotahit.core.models.CatalogModel;
import com.quotahit.core.models.CatalogModel.Capability;
import com.quotahit.core.models.CatalogModel.State;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.ModelPrice;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.core.workspace.Permission;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Edit;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.FieldChecks;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.PageWire;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.models.ModelWire.AudioPriceWire;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Which models there are, which a workspace asks for what, and what an admin knows of them. */
public final class ModelEndpoints {

  /** The models of one purpose, the first to be asked first. */
  public record RouteWire(String feature, List<String> chain) {}

  public record RoutingWire(List<RouteWire> features) {
    static RoutingWire of(Map<String, List<String>> chains) {
      return new RoutingWire(
          chains.entrySet().stream()
              .map(entry -> new RouteWire(entry.getKey(), entry.getValue()))
              .toList());
    }
  }

  /**
   * What an admin changes of a model; what is left out stays, and null clears what may be empty.
   */
  public record EditModelWire(
      Optional<String> display,
      Optional<List<String>> capabilities,
      Edit<Integer> contextTokens,
      Edit<EditPriceWire> price,
      Optional<String> status,
      Edit<LocalDate> retiresAt,
      Edit<String> replacement) {}

  /**
   * In US dollars for a million tokens, 0 to 100000 with at most 6 places.
   *
   * @param audio of sound, for models that hear, speak or write down; left out it stays, null says
   *     that nobody knows it, and sound then counts tokens and seconds without a cost
   */
  public record EditPriceWire(
      BigDecimal inPerM,
      BigDecimal outPerM,
      Optional<BigDecimal> cachedPerM,
      Edit<AudioPriceWire> audio) {}

  private static final BigDecimal PRICE_MAX = BigDecimal.valueOf(100_000);
  private static final int FEATURES_MAX = 50;

  private final Gateway gateway;
  private final Catalogue catalogue;
  private final AuditPort audit;
  private final Blocking blocking;

  public ModelEndpoints(Gateway gateway, Catalogue catalogue, AuditPort audit, Blocking blocking) {
    this.gateway = gateway;
    this.catalogue = catalogue;
    this.audit = audit;
    this.blocking = blocking;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/models", "The models, with what they can do, cost and are asked with")
            .signedIn()
            .answersPage(ModelWire.class)
            .by(this::list),
        Endpoint.get("/models/routing", "Which models are asked for what")
            .signedIn()
            .answers(RoutingWire.class)
            .by(this::routing),
        Endpoint.put("/models/routing", "Choose which models are asked for what")
            .needs(Permission.SETTINGS_MANAGE)
            .body(RoutingWire.class, this::parse)
            .answers(RoutingWire.class)
            .by(this::route),
        Endpoint.patch(
                "/admin/models/{provider}/{name}",
                "Correct what is known of a model, and what its words and its sound cost")
            .platformAdmin()
            .body(EditModelWire.class)
            .answers(ModelWire.class)
            .by(this::edit));
  }

  private CompletionStage<Answer<PageWire<ModelWire>>> list(Call call, Nothing nothing) {
    LocalDate today = LocalDate.ofInstant(call.now(), ZoneOffset.UTC);
    return gateway
        .sources(call.workspace(), call.user())
        .thenApply(sources ->
            Answer.of(
                PageWire.of(
                    catalogue.all().stream()
                        // What nobody has looked at yet is for those who decide on it.
                        .filter(model ->
                            call.principal().platformAdmin()
                                || !model.source().equals(CatalogModel.FOUND))
                        .filter(model ->
                            call.page()
                                .after()
                                .map(seen -> model.id().compareTo(seen) > 0)
                                .orElse(true))
                        .limit(call.page().rows())
                        .map(model ->
                            ModelWire.of(
                                model, today, Optional.ofNullable(sources.get(model.provider()))))
                        .toList(),
                    call.page(),
                    ModelWire::id)));
  }

  private CompletionStage<Answer<RoutingWire>> routing(Call call, Nothing nothing) {
    return gateway.chains(call.workspace()).thenApply(chains -> Answer.of(RoutingWire.of(chains)));
  }

  private Parsed<Map<String, List<String>>> parse(RoutingWire wire) {
    FieldChecks checks = new FieldChecks();
    Map<String, List<String>> chains = new LinkedHashMap<>();
    checks.atMost("features", wire.features(), FEATURES_MAX);
    for (int i = 0; i < Math.min(FEATURES_MAX, wire.features().size()); i++) {
      RouteWire route = wire.features().get(i);
      String field = "features[" + i + "]";
      checks.require(
          route.feature().matches("[a-z][a-z0-9.-]{0,59}"),
          field + ".feature",
          "not_a_feature",
          "A purpose is named by small letters, digits, dots and hyphens.");
      checks.require(
          !route.chain().isEmpty() && route.chain().size() <= ModelSettings.CHAIN_MAX,
          field + ".chain",
          "out_of_range",
          "Choose 1 to " + ModelSettings.CHAIN_MAX + " models.");
      List<String> ids = new ArrayList<>();
      for (int j = 0; j < route.chain().size(); j++) {
        Optional<CatalogModel> model = catalogue.find(route.chain().get(j));
        checks.require(
            model.isPresent(),
            field + ".chain[" + j + "]",
            "unknown",
            "There is no such model. Choose one of GET /models.");
        model.ifPresent(found -> ids.add(found.id()));
      }
      checks.require(
          chains.put(route.feature(), ids) == null,
          field + ".feature",
          "twice",
          "This purpose is there twice.");
    }
    return checks.parsed(() -> chains);
  }

  private CompletionStage<Answer<RoutingWire>> route(Call call, Map<String, List<String>> chains) {
    return gateway
        .route(call.workspace(), chains)
        .thenCompose(_ ->
            blocking.run(
                "database",
                () -> {
                  Map<String, String> after = new LinkedHashMap<>();
                  chains.forEach(
                      (feature, models) -> after.put(feature, String.join(", ", models)));
                  audit.append(
                      call.workspace(),
                      call.audit("models.routed", "workspace:" + call.workspace()).after(after));
                  return Answer.of(RoutingWire.of(chains));
                }));
  }

  private CompletionStage<Answer<ModelWire>> edit(Call call, EditModelWire wire) {
    // Names at some providers have their maker before them, and in a path that slash is written so.
    String id = call.path("provider") + "/" + call.path("name").replaceAll("(?i)%2f", "/");
    Optional<CatalogModel> found =
        catalogue.all().stream().filter(model -> model.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      return CompletableFuture.completedFuture(Answer.refused(Problem.notFound()));
    }
    return switch (edited(found.get(), wire)) {
      case Parsed.Invalid<CatalogModel>(var problems) ->
          CompletableFuture.completedFuture(Answer.refused(Problem.invalid(problems)));
      case Parsed.Valid<CatalogModel>(CatalogModel model) ->
          catalogue
              .edit(model)
              .thenCompose(_ ->
                  blocking.run(
                      "database",
                      () -> {
                        audit.appendToPlatform(
                            call.audit("models.edited", "model:" + model.id())
                                .after(Map.of("state", model.state().code())));
                        return Answer.of(
                            ModelWire.of(
                                model,
                                LocalDate.ofInstant(call.now(), ZoneOffset.UTC),
                                Optional.empty()));
                      }));
    };
  }

  private static Parsed<CatalogModel> edited(CatalogModel model, EditModelWire wire) {
    FieldChecks checks = new FieldChecks();
    Optional<String> display = checks.text("display", wire.display(), 1, 100);
    wire.status()
        .ifPresent(code ->
            checks.require(
                State.of(code).isPresent(),
                "status",
                "unknown",
                "A model is active, deprecated or unavailable."));
    wire.capabilities()
        .ifPresent(codes ->
            checks.require(
                codes.stream().allMatch(code -> Capability.of(code).isPresent()),
                "capabilities",
                "unknown",
                "Possible are vision, tools, json, audio, pdf, search and temperature."));
    wire.contextTokens()
        .given()
        .ifPresent(tokens -> checks.range("contextTokens", tokens, 1, 100_000_000));
    wire.price().given().ifPresent(price -> priced(checks, price));
    checks.text("replacement", wire.replacement().given(), 1, 200);
    return checks.parsed(() ->
        new CatalogModel(
            model.id(),
            model.provider(),
            model.name(),
            display.orElse(model.display()),
            wire.capabilities().map(ModelEndpoints::capabilities).orElse(model.capabilities()),
            wire.contextTokens().after(model.contextTokens(), tokens -> tokens),
            wire.price().after(model.price(), price -> price(price, model.price())),
            wire.status().flatMap(State::of).orElse(model.state()),
            wire.retiresAt().after(model.retiresAt(), day -> day),
            wire.replacement().after(model.replacement(), String::strip),
            "admin"));
  }

  private static void priced(FieldChecks checks, EditPriceWire price) {
    amount(checks, "price.inPerM", Optional.of(price.inPerM()));
    amount(checks, "price.outPerM", Optional.of(price.outPerM()));
    amount(checks, "price.cachedPerM", price.cachedPerM());
    amount(checks, "price.audio.inPerM", price.audio().given().map(AudioPriceWire::inPerM));
    amount(checks, "price.audio.outPerM", price.audio().given().map(AudioPriceWire::outPerM));
    amount(
        checks,
        "price.audio.cachedPerM",
        price.audio().given().flatMap(AudioPriceWire::cachedPerM));
  }

  private static void amount(FieldChecks checks, String field, Optional<BigDecimal> dollars) {
    dollars.ifPresent(amount ->
        checks.require(
            amount.signum() >= 0 && amount.compareTo(PRICE_MAX) <= 0 && amount.scale() <= 6,
            field,
            "out_of_range",
            "A price is 0 to 100000 dollars with at most 6 places."));
  }

  private static ModelPrice price(EditPriceWire price, Optional<ModelPrice> before) {
    return new ModelPrice(
        MicroUsd.ofDollars(price.inPerM()),
        MicroUsd.ofDollars(price.outPerM()),
        price.cachedPerM().map(MicroUsd::ofDollars),
        price.audio().after(before.flatMap(ModelPrice::audio), ModelEndpoints::audio));
  }

  private static ModelPrice.Audio audio(AudioPriceWire sound) {
    return new ModelPrice.Audio(
        MicroUsd.ofDollars(sound.inPerM()),
        MicroUsd.ofDollars(sound.outPerM()),
        sound.cachedPerM().map(MicroUsd::ofDollars));
  }

  private static Set<Capability> capabilities(List<String> codes) {
    return codes.stream().flatMap(code -> Capability.of(code).stream()).collect(Collectors.toSet());
  }
}
