package com.quotahit.http.contract;

import com.quotahit.actors.practice.ContextSettings;
import com.quotahit.core.json.PracticeContent;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.workspace.NoticesInMemory;
import com.quotahit.core.workspace.PasswordPolicy;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.LiveEvents;
import com.quotahit.http.practice.CatalogEndpoints;
import com.quotahit.http.practice.ContextEndpoints;
import com.quotahit.http.practice.HistoryEndpoints;
import com.quotahit.http.practice.PracticeParts;
import com.quotahit.http.practice.RecordingEndpoints;
import com.quotahit.http.practice.SessionEndpoints;
import com.quotahit.http.practice.TypedTurnEndpoints;
import com.quotahit.http.workspace.AccountEndpoints;
import com.quotahit.http.workspace.InstallationEndpoints;
import com.quotahit.http.workspace.LiveEventTypes;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Every endpoint of the product, declared but with nothing behind it: for what can be said about the
 * interface without doing anything.
 */
@SuppressWarnings("NullAway")
final class WholeTable {

  private WholeTable() {}

  static List<Endpoint<?, ?>> endpoints() {
    PracticeCatalog catalog = PracticeContent.shipped();
    PracticeParts parts = new PracticeParts(null, null, null, catalog, null, null);
    ContextSettings contexts = ContextSettings.from(ConfigFactory.load());
    List<Endpoint<?, ?>> all = new ArrayList<>();
    all.addAll(new AccountEndpoints(null, null, new PasswordPolicy(Set.of())).all());
    all.addAll(new InstallationEndpoints(() -> null).all());
    all.addAll(
        new LiveEvents(new NoticesInMemory(), prefix -> prefix, () -> null, null)
            .all(LiveEventTypes.ALL));
    all.addAll(CatalogEndpoints.of(catalog));
    all.addAll(new SessionEndpoints(parts, null).all());
    all.addAll(new TypedTurnEndpoints(parts, null).all());
    all.addAll(new HistoryEndpoints(parts).all());
    all.addAll(new RecordingEndpoints(parts).all());
    all.addAll(new ContextEndpoints(null, null, null, null, contexts).all());
    return all;
  }
}
