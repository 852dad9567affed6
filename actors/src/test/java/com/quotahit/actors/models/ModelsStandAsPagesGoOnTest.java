package com.quotahit.actors.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.models.CatalogModel;
import com.quotahit.core.models.CataloguePort;
import com.quotahit.core.models.ModelListPort;
import com.quotahit.core.models.Provider;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.NoticesInMemory;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A page begins after the last id of the one before, compared as this house compares. */
@Tag("fast")
class ModelsStandAsPagesGoOnTest {

  /** As a database sorts whose language is not C: signs and capitals count for little. */
  private static final List<String> AS_THE_DATABASE_SORTS =
      List.of("openai/gpt_6", "openai/gpt-6", "openai/GPT-6.5", "openai/gpt-6-luna");

  @Test
  void models_stand_in_the_order_of_their_ids_whatever_the_database_thinks() {
    ModelSettings settings = ModelSettings.from(ConfigFactory.load());
    Catalogue catalogue =
        new Catalogue(
            new InThatOrder(),
            new ProviderPlaces(settings, Map.of()),
            Map.of(),
            new Blocking(Map.of()),
            new NoticesInMemory(),
            settings);
    catalogue.open(List.of());
    assertThat(catalogue.all())
        .extracting(CatalogModel::id)
        .containsExactlyElementsOf(AS_THE_DATABASE_SORTS.stream().sorted().toList());
  }

  private static CatalogModel model(String id) {
    return new CatalogModel(
        id,
        Provider.OPENAI,
        id,
        id,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        CatalogModel.State.ACTIVE,
        Optional.empty(),
        Optional.empty(),
        "test");
  }

  private static final class InThatOrder implements CataloguePort {
    @Override
    public List<CatalogModel> all() {
      return AS_THE_DATABASE_SORTS.stream().map(ModelsStandAsPagesGoOnTest::model).toList();
    }

    @Override
    public void ship(List<CatalogModel> models) {
      // nothing ships here
    }

    @Override
    public boolean edit(CatalogModel model) {
      return false;
    }

    @Override
    public List<String> listed(Provider provider, List<ModelListPort.Listed> models) {
      return List.of();
    }

    @Override
    public Map<String, List<String>> routing(WorkspaceId workspace) {
      return Map.of();
    }

    @Override
    public void route(WorkspaceId workspace, Map<String, List<String>> chains) {
      // nobody chooses here
    }

    @Override
    public Optional<Provider> takeTurn(List<Provider> providers, Duration every) {
      return Optional.empty();
    }
  }
}
