package com.quotahit.core.billing;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the payment stand-in keeps what it remembers, the same for every node and across restarts.
 * Work on it is done one at a time, whole or not at all. Blocks.
 */
public interface SandboxShelfPort {

  /** Documents by id; each belongs to a kind and remembers when it was first put there. */
  interface Shelf {

    Optional<String> get(String id);

    void put(String id, String kind, String json);

    void remove(String id);

    /** The newest first. */
    List<String> all(String kind);
  }

  <T> T alone(Function<Shelf, T> work);
}
