package com.quotahit.persistence.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quotahit.core.json.Json;
import com.quotahit.core.json.SealedFamily;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.JournalEntry;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.UnreadableEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every name of every feature, and with it the journal's reader and writer. What cannot be read is
 * never an exception: it becomes an {@link UnreadableEvent}, so that it stops its own entity only.
 */
public final class JournalCatalog {

  private static final JsonMapper JSON = Json.mapper();

  private final List<JournalNames<?>> tables;
  private final Map<String, JournalName<?>> byName = new HashMap<>();
  private final Map<Class<?>, JournalName<?>> byRecord = new HashMap<>();

  public JournalCatalog(List<? extends JournalNames<?>> tables) {
    this.tables = List.copyOf(tables);
    for (JournalNames<?> table : tables) {
      byRecord.putAll(table.byRecord());
      for (JournalName<?> name : table.names()) {
        if (byName.putIfAbsent(name.name(), name) != null) {
          throw new IllegalArgumentException("named by two features: " + name.name());
        }
      }
      for (Class<?> event : SealedFamily.members(table.root())) {
        if (!byRecord.containsKey(event)) {
          throw new IllegalArgumentException(event.getName() + " has no name in the journal");
        }
      }
    }
  }

  public List<JournalNames<?>> tables() {
    return tables;
  }

  /** Name and version, such as {@code practice.session-opened/1}. */
  String manifest(Recorded<?> recorded) {
    return named(recorded).manifest();
  }

  byte[] write(Recorded<?> recorded) {
    ObjectNode event = JSON.valueToTree(recorded.event());
    // The manifest names the record; its simple name is free to change.
    event.remove(SealedFamily.TYPE);
    ObjectNode json = JSON.createObjectNode();
    json.set("event", event);
    json.put("at", recorded.at().toString());
    json.set("by", JSON.valueToTree(recorded.by()));
    json.put("correlation", recorded.correlation());
    json.put("commandId", recorded.commandId());
    json.put("following", recorded.following());
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree always has a text", e);
    }
  }

  JournalEntry<?> read(String manifest, byte[] bytes) {
    int slash = manifest.lastIndexOf('/');
    JournalName<?> name = slash < 0 ? null : byName.get(manifest.substring(0, slash));
    if (name == null) {
      return new UnreadableEvent<>(manifest, "unknown name");
    }
    try {
      int version = Integer.parseInt(manifest.substring(slash + 1));
      if (version < 1 || version > name.version()) {
        return new UnreadableEvent<>(manifest, "version of a newer program");
      }
      return recorded(name, version, JSON.readTree(bytes));
    } catch (IOException | RuntimeException damaged) {
      // The message of a parser may quote the content, so only its type is kept.
      return new UnreadableEvent<>(manifest, "unreadable: " + damaged.getClass().getSimpleName());
    }
  }

  private static Recorded<?> recorded(JournalName<?> name, int version, JsonNode json)
      throws IOException {
    ObjectNode event = json.required("event").deepCopy();
    for (UpcastStep step : name.steps().subList(version - 1, name.steps().size())) {
      event = step.next(event);
    }
    event.put(SealedFamily.TYPE, name.event().getSimpleName());
    return new Recorded<>(
        JSON.treeToValue(event, name.event()),
        Instant.parse(json.required("at").textValue()),
        JSON.treeToValue(json.required("by"), By.class),
        json.required("correlation").textValue(),
        json.required("commandId").textValue(),
        json.path("following").intValue());
  }

  private JournalName<?> named(Recorded<?> recorded) {
    JournalName<?> name = byRecord.get(recorded.event().getClass());
    if (name == null) {
      throw new IllegalArgumentException(
          recorded.event().getClass().getName()
              + " has no name in the journal. Maybe its feature's names were not given to the"
              + " catalog.");
    }
    return name;
  }
}
