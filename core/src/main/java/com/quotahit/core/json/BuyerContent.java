package com.quotahit.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.practice.Manner;
import com.quotahit.core.practice.Topic;
import com.quotahit.core.practice.buyer.BuyerLanguage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that all simulated buyers share, read from {@code understanding.json} and {@code
 * talk.json}.
 */
public final class BuyerContent {

  private BuyerContent() {}

  public static BuyerLanguage shipped() {
    Fields understanding = PracticeContent.file("understanding.json");
    Fields talk = PracticeContent.file("talk.json");
    Map<Topic, List<String>> topics = new EnumMap<>(Topic.class);
    pools(understanding.raw("topics"))
        .forEach(
            (name, texts) -> topics.put(Fields.constantOf(Topic.class, name, "topics"), texts));
    Map<Manner, List<String>> leadIns = new EnumMap<>(Manner.class);
    pools(talk.raw("leadIns"))
        .forEach(
            (name, texts) -> leadIns.put(Fields.constantOf(Manner.class, name, "leadIns"), texts));
    return new BuyerLanguage(
        topics, pools(understanding.raw("acts")), pools(talk.raw("lines")), leadIns);
  }

  private static Map<String, List<String>> pools(JsonNode node) {
    Map<String, List<String>> pools = new LinkedHashMap<>();
    node.properties()
        .forEach(entry -> {
          List<String> texts = new ArrayList<>();
          entry.getValue().forEach(text -> texts.add(text.asText()));
          pools.put(entry.getKey(), List.copyOf(texts));
        });
    return pools;
  }
}
