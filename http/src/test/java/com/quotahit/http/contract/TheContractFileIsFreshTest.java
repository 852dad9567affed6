package com.quotahit.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.http.edge.EndpointTable;
import com.quotahit.http.edge.OpenApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code -Dcontract.write=true} writes the file anew. */
@Tag("route")
class TheContractFileIsFreshTest {

  private static final String FILE = "frontend/src/shared/api/openapi.json";

  @Test
  void the_clients_file_says_what_the_server_does() throws IOException {
    String now = OpenApi.text(new EndpointTable(WholeTable.endpoints()));
    Path file = root().resolve(FILE);
    if (Boolean.getBoolean("contract.write")) {
      Files.writeString(file, now);
    }
    assertThat(Files.readString(file))
        .as("%s; run this test with -Dcontract.write=true and commit", FILE)
        .isEqualTo(now);
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("frontend"))) {
      here = here.getParent();
    }
    return here;
  }
}
