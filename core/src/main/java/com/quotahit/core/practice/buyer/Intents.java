package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.Scenario;
import com.quotahit.core.practice.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything a sentence of the learner is compared with by meaning in one scenario: paraphrases by
 * intent. Several paraphrases stand for one intent because a single nearest neighbour is too often
 * the wrong one.
 */
public final class Intents {

  private Intents() {}

  public static Map<String, List<String>> of(BuyerLanguage language, Scenario scenario) {
    Map<String, List<String>> intents = new LinkedHashMap<>();
    language.topics().forEach((topic, texts) -> intents.put(topic(topic), texts));
    language.acts().forEach((act, texts) -> intents.put(act(act), texts));
    scenario.answers().forEach((topic, texts) -> intents.put(answer(topic), texts));
    scenario
        .objections()
        .forEach(objection -> intents.put(objection(objection.id()), objection.answers()));
    scenario.hiddenFacts().forEach(fact -> intents.put(fact(fact.id()), fact.asked()));
    return intents;
  }

  static String topic(Topic topic) {
    return "topic:" + topic.wire();
  }

  static String act(String act) {
    return "act:" + act;
  }

  static String answer(Topic topic) {
    return "answer:" + topic.wire();
  }

  static String objection(String id) {
    return "objection:" + id;
  }

  static String fact(String id) {
    return "fact:" + id;
  }
}
