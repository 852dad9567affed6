package com.quotahit.core.models;

import java.util.List;

/** Searches the web. Blocks; throws {@link ModelFailure}. What comes back is untrusted text. */
public interface SearchPort {

  record Page(String title, String url, String excerpt) {}

  /**
   * @param credits what the provider takes for it
   */
  record Found(List<Page> pages, long credits) {
    public Found {
      pages = List.copyOf(pages);
    }
  }

  Found search(ProviderAccess access, String query, int most);
}
