package com.quotahit.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.http.edge.ContractMatrix;
import com.quotahit.http.edge.EdgeUnderTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class NobodyEntersWithoutLeaveTest {

  @Test
  void nobody_lower_roles_and_forged_pages_stay_outside_of_every_endpoint() {
    try (EdgeUnderTest edge = new EdgeUnderTest(WholeTable.endpoints())) {
      assertThat(edge.table().endpoints()).hasSizeGreaterThan(20);
      assertThat(new ContractMatrix(edge).violationsAtTheDoor()).isEmpty();
    }
  }
}
