package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.Topic;
import java.util.regex.Pattern;

/** Words that make a question be about a topic, beside its meaning. */
public final class TopicCues {

  private TopicCues() {}

  public static boolean in(String plain, Topic topic) {
    return cue(topic).matcher(plain).find();
  }

  private static Pattern cue(Topic topic) {
    return switch (topic) {
      case COMPANY -> COMPANY;
      case ROLE -> ROLE;
      case CURRENT_PROCESS -> CURRENT_PROCESS;
      case TEAM -> TEAM;
      case VOLUME -> VOLUME;
      case PAIN -> PAIN;
      case IMPACT -> IMPACT;
      case PRIORITIES -> PRIORITIES;
      case SUCCESS -> SUCCESS;
      case DECISION -> DECISION;
      case BUDGET -> BUDGET;
      case TIMELINE -> TIMELINE;
      case ALTERNATIVES -> ALTERNATIVES;
      case PAST_EXPERIENCE -> PAST_EXPERIENCE;
      case SYSTEMS -> SYSTEMS;
      case CONCERNS -> CONCERNS;
    };
  }

  private static final Pattern COMPANY =
      words("your (company|business|organi[sz]ation|firm)|about (corvane|nordhav)");
  private static final Pattern ROLE =
      words("your role|you responsible|your job|how long have you|your day");
  private static final Pattern CURRENT_PROCESS =
      words(
          "today|currently|at the moment|right now|nowadays|process|walk me through|how do(es)? (you|your|it|that|an?|the)|handle|so far");
  private static final Pattern TEAM =
      words(
          "team|people (do|work|are|use|plan)|staff|employees|colleagues|who (does|plans|works|uses)");
  private static final Pattern VOLUME =
      words("how (many|often|big|large)|volume|per (month|week|day)|number of");
  private static final Pattern PAIN =
      words(
          "challenges?|problems?|difficult|frustrat\\w+|pain|goes? wrong|hardest|annoy\\w*|struggl\\w+|not work(ing)?|change if|let you down|worst");
  private static final Pattern IMPACT =
      words(
          "cost you|impact|consequences?|lose|losing|affect|hours|means? for|happens (if|when)|overtime|expensive");
  private static final Pattern PRIORITIES =
      words("goals?|priorit\\w+|most important|achieve|matters?|see first|want to see");
  private static final Pattern SUCCESS =
      words("success\\w*|ideal\\w*|look like|measure|result|worked (well|best)|perfect");
  private static final Pattern DECISION =
      words(
          "who (else|decides?|signs?|approves?)|decisions?|decide|approve|sign.?off|involved|buying process|stakeholders?|boss");
  private static final Pattern BUDGET = words("budget|afford|spend|funded?|money|set aside|invest");
  private static final Pattern TIMELINE =
      words(
          "when|timeline|deadline|how soon|why now|urgent|by (what|which|when)|this year|date|start");
  private static final Pattern ALTERNATIVES =
      words(
          "alternatives?|competitors?|other (vendors?|suppliers?|options?|offers?|products?)|compar\\w+|looking at|else are you");
  private static final Pattern PAST_EXPERIENCE =
      words(
          "before|in the past|tried|previous\\w*|last time|back then|experience|happened|in march");
  private static final Pattern SYSTEMS =
      words("systems?|software|tools?|integrat\\w+|connect\\w*|technical|technology");
  private static final Pattern CONCERNS =
      words(
          "concerns?|worr\\w+|hesita\\w+|stop (you|this)|hold(ing|s)? you back|objections?|doubts?|still open|in the way|keeps? you|reservations?");

  private static Pattern words(String alternatives) {
    return Pattern.compile("\\b(?:" + alternatives + ")\\b");
  }
}
