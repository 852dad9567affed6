package com.quotahit.core.shared;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Looks a name up once and says every address it has. */
public interface NameResolverPort {

  /** Addresses of 4 or 16 bytes, at least one; a failed future when there are none. */
  CompletionStage<List<byte[]>> resolve(String host);
}
