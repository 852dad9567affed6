package com.quotahit.http.workspace;

import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NotifyPort;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes down what people are told, each once. */
record NewsHeard(List<News> heard, List<Audience> audiences, Set<String> known)
    implements NotifyPort {

  NewsHeard(List<News> heard) {
    this(heard, new java.util.ArrayList<>(), new HashSet<>());
  }

  @Override
  public void tell(WorkspaceId workspace, Audience audience, News news, String dedupeKey) {
    if (known.add(workspace + " " + audience + " " + dedupeKey)) {
      heard.add(news);
      audiences.add(audience);
    }
  }

  @Override
  public void tellPlatformAdmins(News news, String dedupeKey) {
    heard.add(news);
  }
}
