package org.fleetreboot.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CareBenchTest {

  /** The long version is a command: {@code ./fleet-reboot bench care}. */
  @Test
  void afterTwoKillsOfEachWorkNothingIsLost() throws Exception {
    assertThat(CareBench.prove(2, 40, 6, 7)).containsEntry("kills", 10).containsEntry("lost", 0);
  }

  @Test
  void theCheckDetectsALostEvent(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("journal.db");
    HistoryJournal.build(file, 3, 6);
    JournalContent content = JournalContent.of(file);
    Path less = Files.copy(file, folder.resolve("less.db"));
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + less);
        Statement sql = connection.createStatement()) {
      sql.executeUpdate("DELETE FROM event WHERE sequence & 0xFFFFFFFFFF = 5");
    }

    assertThatThrownBy(() -> content.require(less, "after a loss"))
        .isInstanceOf(GuaranteeViolation.class)
        .hasMessageContaining("after a loss");
  }
}
