package com.quotahit.core.practice.buyer;

import java.util.regex.Pattern;

/**
 * What a seller does with a sentence. Each has words that give it away; meaning is judged beside
 * them. What may lie between two words is bounded, so that no text takes long to hear.
 */
public enum Act {
  INSULT(
      "\\b(idiot|stupid|moron|shut up|fuck\\w*|shit|bastard|screw you|asshole|damn you|dumb|imbecile)\\b"),
  ATTACK(
      "\\b(system prompt|your prompt|prompt injection|(ignore|disregard|forget) (all|any|your|the|every|previous|prior|everything)|language model|chat ?bot|are you (an? )?(ai|robot|bot|machine|computer)"
          + "|you are (now )?(an? )?(ai|bot|assistant|language|chatgpt|gpt)|developer mode|jailbreak|role.?play|buyer.?card|hidden facts?|release conditions?|concession threshold|scorecard|grade (me|my|this)"
          + "|(rate|score|judge|evaluate) (me|my|this|the) ?(call|pitch|performance)?|how (am i|did i) (doing|do)|feedback on my|your instructions|new instructions|instructions (above|word)|(repeat|print|output|show|reveal) (the |your |everything |all )*(text|words|above|prompt|instructions|message|card|rules|secrets?)"
          + "|base64|pretend (to be|you|that)|act as (a|an|if)|out of character|break character|simulat\\w+|</?[a-z-]+>|\\bjson\\b|openai|chatgpt|assistant:|system:|override|sudo)"),
  GREETING("^(hi|hello|hey|good (morning|afternoon|evening|day))\\b"),
  INTRODUCTION(
      "\\b(my name is|my name's|this is [a-z]+|it's [a-z]+ (from|with|at|here)|i'm [a-z]+( [a-z]+)? (from|with|at)|i am [a-z]+( [a-z]+)? (from|with|at)|[a-z]+ (here|speaking)|calling from)\\b"),
  PERMISSION(
      "\\b(bad (time|moment)|good (time|moment)|have (a|one|two|three|five|ten|thirty|half|\\d+) (minutes?|seconds?|moment|an hour|hour)|got (a|two|five|thirty|\\d+) (minutes?|seconds?|moment)|do you (still )?have (time|half)|quick question|thirty seconds|half a minute|take (a|one|two|thirty|\\d+) (minutes?|seconds?))\\b"),
  SMALL_TALK(
      "\\b(how are you|how's it going|how is it going|how are things|how was your|how's your (day|week)|how is your (day|week)|weather|weekend|how do you (two )?know|how did you (two )?(meet|know)|know each other)\\b"),
  AGENDA(
      "\\b(agenda|my suggestion for today|i don't want to pitch|i'd like to (start|begin|hear|ask (you )?(a few|some)|understand)|first .{0,120} then|at the end we (decide|see)|before (i|we) (show|start|begin))\\b"),
  GOODBYE(
      "\\b(good ?bye|bye|have a (nice|great|good) (day|one|evening|afternoon|weekend)|talk to you (soon|then|later)|see you|speak (soon|then|on)|take care)\\b"),
  THANKS("\\b(thank you|thanks|appreciate)\\b"),
  EMPATHY(
      "\\b(i understand|understood|that makes sense|fair (point|enough|question)|i hear you|i get (that|it)|sorry to hear|i'm sorry|i can see why|good point|understandable|totally|that's (fair|valid|a valid)|i see (that|your|why)|i'd (feel|be) .{0,60} too|you're right|sounds (hard|tough|stressful|frustrating))\\b"),
  CHECK(
      "\\b(does that (answer|help|make sense|settle|work|sound|take care|address|ease)|how does that (sound|compare|land)|what do you think|are you comfortable|would that (work|help|be)|is that (okay|fair|clear)|make sense so far)\\b"),
  EVIDENCE(
      "\\b((one of our|our|an?|another|other|several|many)( [a-z]+){0,2} (customers?|clients?|company|companies|firm|clinic\\w*|bank|utility|plant|supplier|producer|chain)\\b.{0,240}\\b(cut|saved?|reduced?|went|from|by|avoided|brought|measured|found|similar|your size)|case study|reference|put you in touch|connect you with|measured|certified|iso ?27001|report)\\b"),
  PRICE("(€|\\$|£)|\\b(euros?|dollars?|pounds?)\\b|\\b(it costs|the price is|price per)\\b"),
  DISCOUNT(
      "\\b(discount|percent off|% off|come down|go down|lower the price|reduce the price|meet you at|i can (do|offer|give)( you)? (\\d+|[a-z]+) ?(percent|%)|could (do|offer|make it) (\\d+|[a-z]+)( percent| ?%)?|make it (\\d+|[a-z]+)( percent| ?%)?|keep the old price)"),
  TRADE(
      "\\b(if you (commit|sign|pay|take|agree|go|can|give|choose|extend)|in return|in exchange|provided (that )?you|on condition|if we (sign|agree|close)|two.year|three.year|up ?front|in advance|for that i('d| would) need|then i can|as a reference)\\b"),
  PRESSURE(
      "\\b(only (valid|good|available)?\\s?(until|till|for|today|now)|valid until|until tonight|today only|expires?|last chance|right now or|now or never|you have to (decide|sign) (now|today|right))\\b"),
  HOLD(
      "\\b(can't (move|go|lower|change|do|offer)|cannot (move|go|lower|change|do)|not able to|hold the price|price (stays|reflects|includes|is fair|stands)|no room|without a discount|take something out|not going to (lower|discount))\\b"),
  NEXT_STEP(
      "\\b(next steps?|set up (a|another|some)|follow.?up|schedule|calendar|invit(e|ation)|pilot|workshop|another call|meet (again|up|with|next|on)|a meeting|get together|come by|half an hour (on|next|with)|send you the (contract|paper)|take (ten|fifteen|twenty|thirty) minutes (on|with|next)|look at it together)\\b"),
  PROPOSAL(
      "\\b(how about|what about|would .{0,40}(work|suit|be (good|okay|fine|possible))|does .{0,30} work|shall we|are you free|(can|could) we (meet|talk|speak|do|say)|let's (say|do|meet|talk)|i suggest)\\b"),
  CLOSE(
      "\\b(go ahead|move forward|get started|have a deal|ready to (sign|start|go|move)|shall we (start|begin|agree|sign|do|renew|go)|sign (this|it|the|today|now|by)|can we agree|are you in|would you (sign|commit|like to start)|say yes|your decision|renew)\\b"),
  SUMMARY(
      "\\b(let me (summari[sz]e|recap|sum|say back|confirm|check)|to sum (up|it)|to recap|what i('m| am) hearing|what i heard|if i (understand|understood|got)|just to (check|confirm|be sure)|so (that is|that's|we have)|did i get that)\\b"),
  REPEAT(
      "\\b(say that again|can you repeat|could you repeat|didn't (catch|hear|get) (that|you)|pardon|come again|what did you (just )?say)\\b"),
  TRANSFER(
      "\\b(put me through|connect me|transfer me|speak (to|with)|is (he|she|they|mr|mrs|ms|[a-z]+) (available|free|there|in)|reach (him|her|them)|talk to)\\b"),
  HELP(
      "\\b(help me|your help|what would you suggest|best way to|you might know|may i ask your name|what's your name|who am i speaking)\\b"),
  PROMISE(
      "\\b(i'll|i will|we'll|we will|let me) (send|email|forward|share|prepare|check|ask|find out|put together|come back|get back|bring)\\b"),
  DISMISS(
      "\\b(you're wrong|that's (not true|nonsense|wrong|ridiculous|silly)|trust me|don't worry about (it|that)|no.brainer|obviously|you (just )?don't (get|understand)|that's not (a|an|really a) (problem|issue)|everybody knows|you have to decide)\\b"),
  YES(
      "^(yes|yeah|yep|sure|of course|absolutely|exactly|correct|definitely|okay|ok|great|perfect)\\b"),
  NO("^(no|nope|not really|not yet)\\b"),
  VALUE(
      "\\b(that means|so that|which means|for you this|in your case|you said|you mentioned|because you|would save|you'd save|takes care of|pays (for itself|back))\\b");

  private final Pattern cue;

  Act(String cue) {
    this.cue = Pattern.compile(cue);
  }

  /**
   * @param plain lower case, straight apostrophes
   */
  public boolean heardIn(String plain) {
    return cue.matcher(plain).find();
  }
}
