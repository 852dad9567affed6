package com.quotahit.actors.models;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Newest;
import com.quotahit.core.models.CatalogModel;
import com.quotahit.core.models.CataloguePort;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.ModelListPort;
import com.quotahit.core.models.Provider;
import com.quotahit.core.workspace.NoticePort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that can be chosen, in this node's memory; a change on any node is heard by notice,
 * and looked for now and then in case a notice gets lost.
 */
public final class Catalogue {

  private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);
  private static final String CHANGED = "model-catalogue";
  private static final String DATABASE = "database";

  private final CataloguePort port;
  private final ProviderPlaces places;
  private final Map<Provider, ModelListPort> lists;
  private final Blocking blocking;
  private final NoticePort notices;
  private final ModelSettings settings;
  private final Newest<List<CatalogModel>> models = new Newest<>(List.of());

  /**
   * @param lists of providers that say which models they have
   */
  public Catalogue(
      CataloguePort port,
      ProviderPlaces places,
      Map<Provider, ModelListPort> lists,
      Blocking blocking,
      NoticePort notices,
      ModelSettings settings) {
    this.port = port;
    this.places = places;
    this.lists = Map.copyOf(lists);
    this.blocking = blocking;
    this.notices = notices;
    this.settings = settings;
    notices.listen(CHANGED, _ -> read());
  }

  /** Puts what ships with the product into the database and reads it all. Blocks. */
  public void open(List<CatalogModel> shipped) {
    port.ship(shipped);
    models.read(() -> sorted(port.all()));
  }

  /** As pages of them go on, whatever order the database's language has. */
  private static List<CatalogModel> sorted(List<CatalogModel> found) {
    return found.stream().sorted(Comparator.comparing(CatalogModel::id)).toList();
  }

  public List<CatalogModel> all() {
    return models.get();
  }

  /** By our id, or by the provider's where only one provider has it. */
  public Optional<CatalogModel> find(String id) {
    List<CatalogModel> now = models.get();
    Optional<CatalogModel> exact = now.stream().filter(model -> model.id().equals(id)).findFirst();
    if (exact.isPresent()) {
      return exact;
    }
    List<CatalogModel> named = now.stream().filter(model -> model.name().equals(id)).toList();
    return named.size() == 1 ? Optional.of(named.getFirst()) : ofOwnServer(id);
  }

  /** A server of somebody's own has models that no catalogue knows. */
  private static Optional<CatalogModel> ofOwnServer(String id) {
    String prefix = Provider.COMPATIBLE.code() + "/";
    return id.startsWith(prefix) && id.length() > prefix.length()
        ? Optional.of(
            new CatalogModel(
                id,
                Provider.COMPATIBLE,
                id.substring(prefix.length()),
                id.substring(prefix.length()),
                Set.of(CatalogModel.Capability.JSON),
                Optional.empty(),
                Optional.empty(),
                CatalogModel.State.ACTIVE,
                Optional.empty(),
                Optional.empty(),
                "own"))
        : Optional.empty();
  }

  /** An admin's word; false when there is no such model. */
  public CompletionStage<Boolean> edit(CatalogModel model) {
    return blocking
        .run(DATABASE, () -> port.edit(model))
        .thenCompose(done -> read().thenApply(_ -> done))
        .thenApply(done -> {
          notices.publish(CHANGED, model.id());
          return done;
        });
  }

  public CompletionStage<Integer> read() {
    return blocking.run(
        DATABASE,
        () -> {
          models.read(() -> sorted(port.all()));
          return 0;
        });
  }

  /**
   * Reads the list of the provider whose turn it is, if any; call it now and then on every node.
   * Only providers for which the installation has a key are asked.
   */
  public CompletionStage<Integer> refresh() {
    List<Provider> asked =
        lists.keySet().stream()
            .filter(provider ->
                places.platform(provider).filter(found -> !found.simulated()).isPresent())
            .sorted()
            .toList();
    if (asked.isEmpty()) {
      return read();
    }
    return blocking
        .run(DATABASE, () -> port.takeTurn(asked, settings.refreshAfter()))
        .thenCompose(
            turn -> turn.map(this::refresh).orElseGet(() -> CompletableFuture.completedFuture(0)))
        .thenCompose(count -> read().thenApply(_ -> count));
  }

  private CompletionStage<Integer> refresh(Provider provider) {
    return blocking
        .run(
            "provider",
            () ->
                withNamed(
                    provider,
                    lists.get(provider).list(places.platform(provider).orElseThrow().access())))
        .thenCompose(listed -> blocking.run(DATABASE, () -> port.listed(provider, listed)))
        .handle((changed, failure) -> {
          if (failure != null) {
            LOG.atWarn()
                .addKeyValue("provider", provider.code())
                .addKeyValue("kind", kind(failure))
                .log("a provider's list of models could not be read");
            return 0;
          }
          if (!changed.isEmpty()) {
            notices.publish(CHANGED, provider.code());
          }
          return changed.size();
        });
  }

  /**
   * A server of the operator's own may answer for more names than it lists, and the operator has
   * named some: they stay. A provider's own list is taken at its word.
   */
  private List<ModelListPort.Listed> withNamed(
      Provider provider, List<ModelListPort.Listed> listed) {
    ModelSettings.Place place = settings.places().get(provider);
    if (place == null || !place.elsewhere() || listed.isEmpty()) {
      return listed;
    }
    List<ModelListPort.Listed> all = new ArrayList<>(listed);
    place.named().stream()
        .filter(name -> listed.stream().noneMatch(model -> model.id().equals(name)))
        .map(name -> new ModelListPort.Listed(name, Optional.empty()))
        .forEach(all::add);
    return all;
  }

  private static String kind(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof ModelFailure known ? known.kind().name() : cause.getClass().getName();
  }
}
