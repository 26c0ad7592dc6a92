package org.fleetreboot.engine;

import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.journal.JournalReader;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After each test of the engine, checks in every journal that the test has used: the snapshots and
 * what is in none of them give the same states as all events from the beginning, and a file shows
 * people what the fold shows them.
 */
public final class SnapshotsAgree implements BeforeEachCallback, AfterEachCallback {
  private static final ThreadLocal<List<JournalReader>> USED =
      ThreadLocal.withInitial(ArrayList::new);

  /** The test uses this journal. */
  static void in(JournalReader journal) {
    USED.get().add(journal);
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    USED.remove();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    USED.get().forEach(Replay::assertSnapshotsAgree);
    USED.get().forEach(ReadModelsAgree::in);
    USED.remove();
  }
}
