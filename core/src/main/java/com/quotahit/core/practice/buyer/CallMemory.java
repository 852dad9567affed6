package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.BuyerBrief;
import com.quotahit.core.practice.Difficulty;
import com.quotahit.core.practice.HiddenFact;
import com.quotahit.core.practice.Objection;
import com.quotahit.core.practice.Scenario;
import com.quotahit.core.practice.Topic;
import com.quotahit.core.voice.Wording;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What the buyer knows of the call so far. It lives for one fold over the conversation and belongs
 * to one thread: every answer starts from nothing and remembers the whole call again.
 */
final class CallMemory {

  /** Where one objection stands. */
  static final class Standing {
    boolean open;
    boolean conceded;
    boolean parked;
    int tries;
    double answered;
    double bestAnswer;
    final Set<String> credits = new HashSet<>();
  }

  final List<Objection> objections;
  final Map<String, Standing> standings = new LinkedHashMap<>();
  final Map<Topic, Integer> answeredTopics = new EnumMap<>(Topic.class);
  final Map<String, Integer> probed = new HashMap<>();
  final Set<String> revealed = new HashSet<>();
  final List<Claim> claims = new ArrayList<>();
  final Set<Claim> referred = new HashSet<>();
  private final Set<String> said = new HashSet<>();
  Optional<String> repName = Optional.empty();
  Optional<String> repCompany = Optional.empty();
  Optional<String> openObjection = Optional.empty();
  Optional<String> agreed = Optional.empty();
  Optional<String> proposed = Optional.empty();
  int turn;
  int turnsSinceObjection;
  int raised;
  int demandStep = -1;
  int holds;
  int attacks;
  int insults;
  int silences;
  int gateAsked;
  double patience;
  double interest;
  boolean settled;
  boolean putThrough;

  /** Whether the buyer, who had a gatekeeper before them, has spoken. */
  boolean pickedUp;

  boolean askedWho;
  boolean askedForDay;
  boolean waitsForAnswer;
  boolean purposeKnown;
  boolean promised;
  boolean gateReason;
  boolean ended;
  Optional<Topic> lastTopic = Optional.empty();
  String lastOpener = "";
  List<Line> unheard = List.of();

  CallMemory(BuyerBrief brief) {
    this.objections = held(brief);
    this.patience =
        45 + brief.persona().traits().patience() / 2.0 - 6.0 * brief.difficulty().ordinal();
    this.interest =
        brief.persona().traits().warmth() / 8.0
            + switch (brief.scenario().contact()) {
              case UNEXPECTED -> 10;
              case AGREED -> 26;
              case KNOWN -> 34;
            };
    this.putThrough = brief.scenario().gatekeeper().isEmpty();
    this.pickedUp = putThrough;
    if (brief.scenario().contact() != Scenario.Contact.UNEXPECTED) {
      this.repName = brief.learnerName().map(CallMemory::firstName);
    }
  }

  private static String firstName(String name) {
    return name.strip().split("\\s+", 2)[0];
  }

  /**
   * The objections of this call: mostly the first ones of the scenario, in an order that the seed
   * varies.
   */
  private static List<Objection> held(BuyerBrief brief) {
    SplittableRandom random = new SplittableRandom(brief.seed());
    List<Objection> all = brief.scenario().objections();
    Map<Objection, Double> rank = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      rank.put(all.get(i), i + random.nextDouble() * 3);
    }
    return all.stream()
        .sorted((a, b) -> Double.compare(rank.get(a), rank.get(b)))
        .limit(brief.difficulty().objections())
        .toList();
  }

  Standing standing(String objection) {
    return standings.computeIfAbsent(objection, _ -> new Standing());
  }

  Optional<Objection> open() {
    return openObjection.flatMap(
        id -> objections.stream().filter(o -> o.id().equals(id)).findFirst());
  }

  /** Raised, not conceded: open ones and parked ones. */
  Optional<Objection> unsettled() {
    return open()
        .or(() ->
            objections.stream()
                .filter(o -> standings.containsKey(o.id()) && !standings.get(o.id()).conceded)
                .findFirst());
  }

  long parked() {
    return standings.values().stream()
        .filter(standing -> standing.parked && !standing.conceded)
        .count();
  }

  List<Objection> notRaised() {
    return objections.stream().filter(o -> !standings.containsKey(o.id())).toList();
  }

  /** What the learner's turn changes, whether or not the buyer gets to answer it. */
  void hear(Heard heard, Scenario scenario, Difficulty difficulty) {
    turn++;
    turnsSinceObjection++;
    heard.name().filter(_ -> repName.isEmpty()).ifPresent(name -> repName = Optional.of(name));
    heard
        .company()
        .filter(_ -> repCompany.isEmpty())
        .ifPresent(name -> repCompany = Optional.of(name));
    heard.appointment().ifPresent(when -> proposed = Optional.of(when));
    promised |= heard.did(Act.PROMISE) && !heard.did(Act.NEXT_STEP);
    purposeKnown |=
        heard.words() >= 24 || heard.meant("reason") > 0.45 || !heard.topics().isEmpty();
    gateReason |=
        heard.words() >= 9
            && (heard.meant("reason") > 0.36
                || heard.meant("value") > 0.4
                || heard.did(Act.EVIDENCE));
    attacks += heard.did(Act.ATTACK) ? 1 : 0;
    insults += heard.did(Act.INSULT) ? 1 : 0;
    patience += patienceChange(heard);
    interest += interestChange(heard);
    for (HiddenFact fact : scenario.hiddenFacts()) {
      if (Probes.relevant(fact, heard, this, scenario)) {
        probed.merge(fact.id(), 1, Integer::sum);
      }
    }
    open().ifPresent(objection -> Persuasion.weigh(standing(objection.id()), objection, heard));
  }

  private static double patienceChange(Heard heard) {
    double change = heard.question() ? 3 : 0;
    change += heard.did(Act.EMPATHY) ? 4 : 0;
    change -= heard.question() || heard.words() < 40 ? 0 : heard.words() < 75 ? 6 : 13;
    change -= heard.did(Act.INSULT) ? 45 : 0;
    change -= heard.did(Act.ATTACK) ? 8 : 0;
    change -= heard.did(Act.DISMISS) ? 9 : 0;
    change -= heard.gibberish() || heard.offTopic() ? 6 : 0;
    return change;
  }

  private static double interestChange(Heard heard) {
    double change = heard.topics().isEmpty() ? 0 : 4;
    change += heard.did(Act.EVIDENCE) ? 4 : 0;
    change += heard.did(Act.VALUE) && heard.words() > 8 ? 3 : 0;
    change += heard.did(Act.SUMMARY) ? 5 : 0;
    change += heard.did(Act.EMPATHY) ? 2 : 0;
    change -= heard.pitching() && heard.words() > 40 ? 5 : 0;
    change -= heard.did(Act.DISMISS) || heard.did(Act.PRESSURE) ? 8 : 0;
    change -= heard.did(Act.INSULT) || heard.did(Act.ATTACK) ? 12 : 0;
    return change;
  }

  /** What a line of the buyer changes once it was heard. */
  void keep(Line line) {
    said.add(key(line.core()));
    remember(line.text());
    switch (line.effect()) {
      case Effect.Nothing _ -> {}
      case Effect.Raised(String id) -> raise(id);
      case Effect.Pressed(String id) -> standing(id).tries++;
      case Effect.Conceded(String id) -> concede(id);
      case Effect.Parked(String id) -> park(id);
      case Effect.Answered(Topic topic) -> {
        answeredTopics.merge(topic, 1, Integer::sum);
        lastTopic = Optional.of(topic);
      }
      case Effect.Revealed(String id) -> {
        revealed.add(id);
        interest += 8;
      }
      case Effect.Asked _ -> waitsForAnswer = true;
      case Effect.AskedForDay _ -> askedForDay = true;
      case Effect.Agreed(String when) -> agreed = Optional.of(when);
      case Effect.Demanded(int step) -> {
        demandStep = step;
        holds = 0;
      }
      case Effect.Settled _ -> settled = true;
      case Effect.GateAsked _ -> gateAsked++;
      case Effect.PutThrough _ -> putThrough = true;
      case Effect.AskedWho _ -> askedWho = true;
      case Effect.Warned _ -> patience = Math.max(patience, 8);
      case Effect.Referred(Claim claim) -> referred.add(claim);
      case Effect.Ended _ -> ended = true;
    }
  }

  /** Every sentence of three words or more is said once in a call. */
  void remember(String text) {
    for (String sentence : Wording.sentences(text)) {
      said.add(key(sentence));
    }
  }

  boolean alreadySaid(String text) {
    if (said.contains(key(text)) && Wording.words(text).size() > 2) {
      return true;
    }
    return Wording.sentences(text).stream()
        .filter(sentence -> Wording.words(sentence).size() > 2)
        .anyMatch(sentence -> said.contains(key(sentence)));
  }

  private static String key(String text) {
    return String.join(" ", Wording.words(text));
  }

  private void raise(String id) {
    Standing standing = standing(id);
    standing.open = true;
    openObjection = Optional.of(id);
    turnsSinceObjection = 0;
    raised++;
  }

  private void concede(String id) {
    Standing standing = standing(id);
    standing.open = false;
    standing.conceded = true;
    openObjection = Optional.empty();
    turnsSinceObjection = 0;
    interest += 8;
  }

  private void park(String id) {
    Standing standing = standing(id);
    standing.open = false;
    standing.parked = true;
    openObjection = Optional.empty();
    interest -= 4;
  }
}
