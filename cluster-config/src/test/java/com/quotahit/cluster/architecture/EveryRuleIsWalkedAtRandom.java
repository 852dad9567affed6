package com.quotahit.cluster.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.practice.buyer.SimulatedBuyer;
import com.quotahit.core.shared.Rules;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What decides and folds is tried by ten thousand random walks. Rules that nobody outside of their
 * package can reach are tried through those that call them.
 */
@Tag("fast")
class EveryRuleIsWalkedAtRandom {

  private static final Pattern TEN_THOUSAND = Pattern.compile("\\.run\\(10_000,|WALKS = 10_000;");

  @Test
  void every_rule_is_tried_by_ten_thousand_random_walks() {
    List<String> walks =
        Project.sources("test").stream()
            .map(Project::text)
            .filter(text -> TEN_THOUSAND.matcher(text).find())
            .toList();
    List<String> rules =
        ProductClasses.ALL.stream()
            .filter(EveryRuleIsWalkedAtRandom::decidesOrFolds)
            .map(JavaClass::getSimpleName)
            .toList();
    assertThat(rules).contains("PracticeRules", "WorkspaceRules", "UserRules", "TurnRules");
    assertThat(rules)
        .as("rules without a test of 10,000 random walks")
        .allMatch(name -> walks.stream().anyMatch(text -> tries(text, name)));
  }

  private static boolean decidesOrFolds(JavaClass type) {
    boolean named =
        type.getSimpleName().endsWith("Rules")
            && type.getModifiers().contains(JavaModifier.PUBLIC)
            && !type.isInterface();
    return named
        || type.isEquivalentTo(SimulatedBuyer.class)
        || type.isAssignableTo(Rules.class) && !type.isInterface();
  }

  private static boolean tries(String test, String name) {
    return Pattern.compile("\\b(over\\((new )?|new )?" + name + "(\\(\\)|\\(|\\.RULES|\\.hear\\()")
        .matcher(test)
        .find();
  }
}
