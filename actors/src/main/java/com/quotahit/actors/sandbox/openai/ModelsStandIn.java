package com.quotahit.actors.sandbox.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code GET /v1/models}. */
final class ModelsStandIn {

  private static final long MADE = 1_767_225_600;
  private static final List<String> IDS =
      List.of(
          "gpt-6-luna",
          "gpt-6.1-sol",
          "gpt-realtime-2.1",
          "gpt-realtime-2.1-mini",
          "gpt-live-transcribe",
          "gpt-transcribe",
          "text-embedding-3-small");

  HttpResponse answer() {
    ObjectNode list = Json.object().put("object", "list");
    ArrayNode models = list.putArray("data");
    for (String id : IDS) {
      models
          .addObject()
          .put("id", id)
          .put("object", "model")
          .put("created", MADE)
          .put("owned_by", "quotahit-sandbox")
          .putNull("shutdown_date");
    }
    return HttpResponse.create().withEntity(ContentTypes.APPLICATION_JSON, Json.text(list));
  }
}
