package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.Manner;
import com.quotahit.core.practice.Topic;
import java.util.List;
import java.util.Map;

/**
 * The words every buyer shares.
 *
 * @param topics paraphrases of questions, topic by topic
 * @param acts paraphrases of what sellers do, act by act
 * @param lines what a buyer may say, by use
 * @param leadIns first words that colour a sentence, by manner
 */
public record BuyerLanguage(
    Map<Topic, List<String>> topics,
    Map<String, List<String>> acts,
    Map<String, List<String>> lines,
    Map<Manner, List<String>> leadIns) {

  public BuyerLanguage {
    topics = Map.copyOf(topics);
    acts = Map.copyOf(acts);
    lines = Map.copyOf(lines);
    leadIns = Map.copyOf(leadIns);
  }

  List<String> line(String use) {
    List<String> found = lines.get(use);
    if (found == null) {
      throw new IllegalArgumentException("no lines for '" + use + "'");
    }
    return found;
  }
}
