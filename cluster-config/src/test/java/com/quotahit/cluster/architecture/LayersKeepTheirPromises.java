package com.quotahit.cluster.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class LayersKeepTheirPromises {

  @Test
  void core_knows_neither_pekko_nor_databases_nor_loggers() {
    noClasses()
        .that()
        .resideInAPackage("com.quotahit.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.pekko..",
            "java.sql..",
            "javax.sql..",
            "org.slf4j..",
            "com.quotahit.actors..",
            "com.quotahit.persistence..",
            "com.quotahit.http..",
            "com.quotahit.cluster..")
        .check(ProductClasses.ALL);
  }

  @Test
  void core_uses_jackson_only_in_its_json_room() {
    noClasses()
        .that()
        .resideInAPackage("com.quotahit.core..")
        .and()
        .resideOutsideOfPackage("com.quotahit.core.json..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson..")
        .check(ProductClasses.ALL);
  }

  @Test
  void core_asks_for_time_randomness_and_environment_instead_of_taking_them() {
    noClasses()
        .that()
        .resideInAPackage("com.quotahit.core..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .orShould()
        .callMethod(Math.class, "random")
        .check(ProductClasses.ALL);
  }

  @Test
  void actors_know_neither_sql_nor_their_sisters() {
    noClasses()
        .that()
        .resideInAPackage("com.quotahit.actors..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "javax.sql..",
            "org.jdbi..",
            "com.quotahit.persistence..",
            "com.quotahit.http..",
            "com.quotahit.cluster..")
        .check(ProductClasses.ALL);
  }

  @Test
  void provider_kits_stay_in_their_rooms() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "com.quotahit.actors.providers..",
            "com.quotahit.actors.sandbox..",
            "com.quotahit.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.openai..",
            "com.anthropic..",
            "com.google.crypto.tink..",
            "ai.onnxruntime..",
            "okhttp3..",
            "org.simplejavamail..",
            "jakarta.mail..",
            "org.eclipse.angus..")
        .check(ProductClasses.ALL);
  }

  @Test
  void persistence_knows_neither_actors_nor_http() {
    noClasses()
        .that()
        .resideInAPackage("com.quotahit.persistence..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.quotahit.actors..", "com.quotahit.http..", "com.quotahit.cluster..")
        .check(ProductClasses.ALL);
  }

  @Test
  void http_does_not_reach_past_the_actors_to_providers() {
    noClasses()
        .that()
        .resideInAPackage("com.quotahit.http..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.quotahit.actors.providers..",
            "com.quotahit.actors.sandbox..",
            "com.quotahit.cluster..",
            "org.jdbi..")
        .check(ProductClasses.ALL);
  }

  @Test
  void nothing_blocks_the_common_pool() {
    noClasses()
        .should()
        .callMethod(
            java.util.concurrent.CompletableFuture.class,
            "supplyAsync",
            java.util.function.Supplier.class)
        .orShould()
        .callMethod(java.util.concurrent.CompletableFuture.class, "runAsync", Runnable.class)
        .check(ProductClasses.ALL);
  }
}
