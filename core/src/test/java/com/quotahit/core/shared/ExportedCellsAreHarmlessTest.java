package com.quotahit.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ExportedCellsAreHarmlessTest {

  @Test
  void what_a_spreadsheet_would_run_is_written_as_text() {
    for (String formula :
        List.of("=1+1", "+cmd|'/c calc'!A0", "-2", "@SUM(A1)", "\t=1", " =1", "\r=1", "\uff1d1")) {
      assertThat(Csv.line(List.of(formula))).isEqualTo("\"'" + formula + "\"\r\n");
    }
  }

  @Test
  void quotes_commas_and_line_breaks_stay_within_their_cell() {
    assertThat(Csv.line(List.of("a\"b", "c,d", "e\nf", "")))
        .isEqualTo("\"a\"\"b\",\"c,d\",\"e\nf\",\"\"\r\n");
  }
}
