package com.quotahit.cluster.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What can turn text into a command, a query, a class or a weak secret is used where it is named
 * here, for reasons that are given here, and nowhere else.
 */
@Tag("fast")
class DangerousToolsStayInTheirRooms {

  /** They speak to the database before there is anything of a user's: schema, roles, the lock. */
  private static final Set<String> BARE_STATEMENTS =
      Set.of("Migrations.java", "Database.java", "LeaseTable.java", "NodeTable.java");

  /** PostgreSQL itself, the reader of documents, and the looking for a voice. */
  private static final Set<String> OTHER_PROGRAMS =
      Set.of("EmbeddedPostgres.java", "BoundedProcess.java", "EmbeddedSpeech.java");

  /** The guard of the embedded PostgreSQL is one fixed script; what differs are its arguments. */
  private static final Set<String> SHELL = Set.of("EmbeddedPostgres.java");

  /** Code apps of the standard know no other (RFC 6238); there it is no weakness. */
  private static final Set<String> SHA_1 = Set.of("Totp.java");

  @Test
  void sql_is_text_of_ours_with_values_bound_to_it() {
    assertThat(naming("java\\.sql\\.(Prepared)?Statement|createStatement\\(|prepareStatement\\("))
        .isSubsetOf(BARE_STATEMENTS);
    assertThat(naming("StatementContext\\.define|@Define|\\.defineList\\(")).isEmpty();
  }

  @Test
  void what_is_joined_to_sql_is_a_constant_and_never_a_callers_text() {
    // A text block or literal of SQL with a plus and a lower-case name: each is known and looked
    // at.
    Pattern joined =
        Pattern.compile(
            "\"(?:SELECT|INSERT|UPDATE|DELETE)[^\"]*\"\\s*\\+\\s*([a-z][A-Za-z]*)\\b(?!\\()");
    Set<String> found =
        main()
            .flatMap(file ->
                joined
                    .matcher(Project.text(file))
                    .results()
                    .map(hit -> file.getFileName() + ": " + hit.group(1)))
            .collect(Collectors.toSet());
    assertThat(found)
        .isSubsetOf(
            // From lists of our own tables.
            "MembershipProjection.java: table",
            // Or of the catalog of the database, which names and quotes them itself.
            "BinTable.java: table",
            "SingleSignOnTable.java: table",
            "FactorTable.java: table",
            "BillingProjection.java: table",
            "PlatformAdminTable.java: table",
            "PracticeProjection.java: table",
            "BelongingsTable.java: owned",
            "PersonTraces.java: theirs",
            // Columns and endings that the same file writes out at each call.
            "MembershipProjection.java: what",
            "DigestTable.java: column",
            "PracticeRow.java: columns",
            "AttemptTable.java: order",
            "JournalReplay.java: how",
            "CouponTable.java: lock",
            // A role that the file names as a constant, before anybody can sign in.
            "Database.java: name");
  }

  @Test
  void other_programs_are_started_by_name_and_arguments() {
    assertThat(naming("\\bProcessBuilder\\(|Runtime\\.getRuntime\\(\\)\\.exec"))
        .isSubsetOf(OTHER_PROGRAMS);
    assertThat(naming("\"(/bin/)?(ba)?sh\"\\s*,\\s*\"-c\"")).isSubsetOf(SHELL);
  }

  @Test
  void no_bytes_become_objects_of_a_class_that_they_name() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.beans.XMLDecoder")
        .check(ProductClasses.ALL);
    // A class that the code itself names in quotes is nobody else's choice.
    assertThat(
            naming(
                "activateDefaultTyping|enableDefaultTyping|Id\\.(MINIMAL_)?CLASS\\b"
                    + "|Class\\.forName\\((?!\"[\\w.]+\"\\))"))
        .isEmpty();
  }

  @Test
  void xml_is_read_without_a_document_type() {
    for (Path file :
        files("XMLInputFactory\\.new|DocumentBuilderFactory|SAXParserFactory|TransformerFactory")) {
      assertThat(Project.text(file))
          .as(file.toString())
          .contains("SUPPORT_DTD, false", "IS_SUPPORTING_EXTERNAL_ENTITIES, false");
    }
  }

  @Test
  void hashes_ciphers_and_chance_are_of_today() {
    assertThat(naming("\"MD5\"|\"MD2\"|\"SHA-?1\"|\"DES|\"RC4|/ECB/|/CBC/|\"AES\"\\)|SHA1PRNG"))
        .isEmpty();
    assertThat(naming("HmacSHA1|HmacMD5")).isSubsetOf(SHA_1);
    assertThat(naming("new Random\\(|Math\\.random|ThreadLocalRandom")).isEmpty();
  }

  @Test
  void nobody_trusts_whatever_certificate_comes() {
    assertThat(
            naming(
                "X509TrustManager|HostnameVerifier|InsecureTrustManagerFactory|setHostnameVerifier"))
        .isEmpty();
  }

  @Test
  void secrets_are_compared_in_constant_time() {
    Pattern leaky = Pattern.compile("Arrays\\.equals\\([^)]*(?i:hash|token|secret|signature|mac)");
    assertThat(
            main()
                .filter(file -> leaky.matcher(Project.text(file)).find())
                .map(file -> file.getFileName().toString())
                .toList())
        .isEmpty();
  }

  private static Stream<Path> main() {
    return Project.sources("main").stream()
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> !file.toString().contains("/bench/"));
  }

  private static List<Path> files(String pattern) {
    Pattern wanted = Pattern.compile(pattern);
    return main()
        .filter(file -> {
          Matcher hit = wanted.matcher(Project.text(file));
          return hit.find();
        })
        .toList();
  }

  private static Set<String> naming(String pattern) {
    return files(pattern).stream()
        .map(file -> file.getFileName().toString())
        .collect(Collectors.toSet());
  }
}
