package org.fleetreboot.journal.postgres;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.fleetreboot.journal.JournalObserver;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.postgres.connect.PostgresAddress;
import org.fleetreboot.journal.postgres.connect.PostgresSettings;
import org.fleetreboot.journal.testkit.PostgresServer;

/** A journal in a database of its own, on any clock. */
public final class TestDatabase {
  private final String url;

  public TestDatabase() {
    this(PostgresServer.shared().newDatabase());
  }

  public TestDatabase(String url) {
    this.url = url;
  }

  public String url() {
    return url;
  }

  public PostgresAddress address() {
    return PostgresAddress.of(url, null, null, Map.of());
  }

  /** Opens it and takes those partitions. */
  public PostgresJournal open(String node, InstantSource clock, String... partitions) {
    PostgresSettings settings = new PostgresSettings(address(), node, Duration.ofDays(100_000));
    PostgresJournal journal =
        PostgresJournal.open(settings, clock, LongWork.UNWATCHED, JournalObserver.NONE);
    for (String partition : partitions) {
      journal.take(partition).join();
    }
    return journal;
  }
}
