package com.quotahit.actors.practice;

import com.quotahit.core.models.SentenceEmbedderPort;
import com.quotahit.core.practice.buyer.Nearness;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Directions of sentences, each asked of the embedder once. Paraphrases of our own content stay; of
 * what learners say, the latest few thousand sentences stay, the oldest go first.
 */
final class Meanings {

  private static final int SENTENCES_MAX = 4_000;

  private final SentenceEmbedderPort embedder;
  private final Map<String, float[]> content = new ConcurrentHashMap<>();
  private final Map<String, float[]> heard = bounded();

  private final Map<String, Nearness> known = bounded();

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>(256, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > SENTENCES_MAX;
      }
    };
  }

  Meanings(SentenceEmbedderPort embedder) {
    this.embedder = embedder;
  }

  /** Directions of our own content. */
  CompletionStage<Map<String, float[]>> ofContent(Collection<String> texts) {
    return directions(texts, content);
  }

  /** Directions of what was said. */
  CompletionStage<Map<String, float[]>> ofSpeech(Collection<String> texts) {
    return directions(texts, heard);
  }

  /**
   * A function that tells how near a sentence is to each intent; it knows just these sentences.
   *
   * @param set name of this set of intents: the same name always means the same intents
   */
  CompletionStage<Function<String, Nearness>> nearness(
      String set, Map<String, List<String>> intents, Collection<String> sentences) {
    List<String> paraphrases = intents.values().stream().flatMap(List::stream).distinct().toList();
    return ofContent(paraphrases)
        .thenCombine(
            ofSpeech(sentences),
            (paraphrased, said) ->
                sentence -> {
                  float[] direction = said.get(sentence);
                  return direction == null
                      ? Nearness.UNKNOWN
                      : remembered(
                          set + "\n" + sentence, () -> nearness(direction, intents, paraphrased));
                });
  }

  private Nearness remembered(String key, Supplier<Nearness> compute) {
    synchronized (known) {
      Nearness found = known.get(key);
      if (found != null) {
        return found;
      }
    }
    Nearness computed = compute.get();
    synchronized (known) {
      known.put(key, computed);
    }
    return computed;
  }

  private static Nearness nearness(
      float[] direction, Map<String, List<String>> intents, Map<String, float[]> known) {
    Map<String, Double> scores = new HashMap<>();
    intents.forEach((intent, paraphrases) ->
        scores.put(
            intent,
            paraphrases.stream()
                .mapToDouble(text -> SentenceEmbedderPort.similarity(direction, known.get(text)))
                .max()
                .orElse(0)));
    return new Nearness(scores);
  }

  /** One after another, so that a whole catalogue never floods the embedder's queue. */
  private CompletionStage<Map<String, float[]>> directions(
      Collection<String> texts, Map<String, float[]> cache) {
    Map<String, float[]> found = new HashMap<>();
    CompletionStage<Map<String, float[]>> chain = CompletableFuture.completedFuture(found);
    for (String text : texts) {
      float[] known = get(cache, text);
      if (known != null) {
        found.put(text, known);
      } else {
        chain =
            chain.thenCombine(
                chain.thenCompose(_ -> embedder.embed(text)),
                (map, direction) -> {
                  map.put(text, direction);
                  put(cache, text, direction);
                  return map;
                });
      }
    }
    return chain;
  }

  private static float @org.jspecify.annotations.Nullable [] get(
      Map<String, float[]> cache, String text) {
    synchronized (cache) {
      return cache.get(text);
    }
  }

  private static void put(Map<String, float[]> cache, String text, float[] direction) {
    synchronized (cache) {
      cache.put(text, direction);
    }
  }
}
