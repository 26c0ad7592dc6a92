package org.fleetreboot.devicesim.supported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** The messages when a table and the tests disagree. */
class EvidenceTest {
  private static final List<SupportedRow> ROWS =
      SupportedRow.in(
          List.of(
              "## What's supported",
              "",
              "| Operation | On the wire | Errors reproduced | Known differences |",
              "|--|--|--|--|",
              "| Methods | `POST /m` | 404001, `Lost` | see `here` |",
              "| Pushes | `$iothub/x/#` | | none |",
              "",
              "| Fault | The caller gets |",
              "|--|--|",
              "| `late(Duration)`, `lost()` | nothing |",
              "",
              "## What it does not do",
              "| Operation | On the wire |",
              "|--|--|",
              "| Nothing | `GET /` |"));

  private static final List<Proof> PROOFS =
      List.of(
          proof("Methods"),
          proof("Methods", "404001", "Lost"),
          proof("Pushes"),
          proof("late(Duration)"),
          proof("lost()"));

  @Test
  void aRowHasItsNamesItsCodeOnTheWireAndItsErrors() {
    assertThat(ROWS)
        .containsExactly(
            new SupportedRow(
                "Operation", List.of("Methods"), List.of("POST /m"), List.of("404001", "Lost")),
            new SupportedRow("Operation", List.of("Pushes"), List.of("$iothub/x/#"), List.of()),
            new SupportedRow("Fault", List.of("late(Duration)", "lost()"), List.of(), List.of()));
  }

  @Test
  void aRowWithACellTooFewIsNoRow() {
    List<String> lines = List.of("## What's supported", "| A | B |", "|--|--|", "| a |");
    assertThatThrownBy(() -> SupportedRow.in(lines)).hasMessageContaining("[a]");
  }

  @Test
  void whatFitsHasNoGaps() {
    assertThat(Evidence.gaps(ROWS, PROOFS)).isEmpty();
  }

  @Test
  void aRowWithoutATestIsNamedAndSoIsAnErrorWithoutOne() {
    assertThat(Evidence.gaps(ROWS, PROOFS.subList(0, 4))).containsExactly("'lost()' has no test");
    assertThat(
            Evidence.gaps(
                ROWS, without(PROOFS.get(1), proof("Methods", "404001"), proof("Methods"))))
        .containsExactly("error Lost of 'Methods' has no test");
  }

  @Test
  void anErrorIsNotProvedByATestOfAnotherRow() {
    assertThat(Evidence.gaps(ROWS, without(PROOFS.get(1), proof("Pushes", "404001", "Lost"))))
        .contains(
            "error 404001 of 'Methods' has no test",
            "SomeTest.passes proves error 404001, which is not in 'Pushes'");
  }

  @Test
  void aTestOfARowThatIsNotThereIsNamed() {
    assertThat(Evidence.gaps(ROWS, without(PROOFS.get(0), proof("Method"))))
        .containsExactly("SomeTest.passes proves 'Method', which is no row");
  }

  @Test
  void aNameThatTwoRowsHaveProvesNeither() {
    assertThat(Evidence.gaps(List.of(ROWS.get(1), ROWS.get(1)), List.of(proof("Pushes"))))
        .containsExactly("'Pushes' is the name of two rows");
  }

  @Test
  void aTestThatIsNotRunIsNoProof() throws Exception {
    assertThat(Proof.isRun(EvidenceTest.class.getDeclaredMethod("whatFitsHasNoGaps"))).isTrue();
    assertThat(
            Proof.isRun(
                EvidenceTest.class.getDeclaredMethod("proof", String.class, String[].class)))
        .isFalse();
    assertThat(Proof.isRun(IdleTest.class.getDeclaredMethod("isDisabled"))).isFalse();
    Proof idle = new Proof("IdleTest.isDisabled", false, "Pushes", Set.of());
    assertThat(Evidence.gaps(ROWS, without(PROOFS.get(2), idle)))
        .containsExactly("IdleTest.isDisabled proves 'Pushes', but is not run");
  }

  private static final class IdleTest {
    @Disabled("as an example")
    @Test
    void isDisabled() {}
  }

  private static List<Proof> without(Proof one, Proof... others) {
    return Stream.concat(PROOFS.stream().filter(p -> !p.equals(one)), Stream.of(others)).toList();
  }

  private static Proof proof(String row, String... errors) {
    return new Proof("SomeTest.passes", true, row, Set.of(errors));
  }
}
