package com.quotahit.core.models;

import com.quotahit.core.shared.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that can be chosen, and what each workspace prefers. Every call blocks shortly. */
public interface CataloguePort {

  List<CatalogModel> all();

  /** Adds what ships with the product; what an admin edited stays as it is. */
  void ship(List<CatalogModel> models);

  /** An admin's word, which no later version of the product takes back. */
  boolean edit(CatalogModel model);

  /**
   * What a provider lists now. Models that it no longer has become unavailable, and come back when
   * it lists them again. New ones are taken in as {@link CatalogModel#FOUND} and stay off until an
   * admin says what they can do. Published prices are taken where no admin has said otherwise.
   *
   * @return ids whose state changed
   */
  List<String> listed(Provider provider, List<ModelListPort.Listed> models);

  /** Feature to model ids, the first to be asked first. */
  Map<String, List<String>> routing(WorkspaceId workspace);

  void route(WorkspaceId workspace, Map<String, List<String>> chains);

  /** When the provider's list was last taken in, anywhere; and takes the next turn if it is due. */
  Optional<Provider> takeTurn(List<Provider> providers, java.time.Duration every);
}
