package org.fleetreboot.engine;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
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
  private static final ThreadLocal<Set<JournalReader>> USED =
      ThreadLocal.withInitial(() -> Collections.newSetFromMap(new IdentityHashMap<>()));

  /** The test uses this journal, perhaps once more after a restart. */
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
