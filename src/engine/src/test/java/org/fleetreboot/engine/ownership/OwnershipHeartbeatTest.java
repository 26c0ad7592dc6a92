package org.fleetreboot.engine.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.HubLock;
import org.fleetreboot.journal.file.KnownJournals;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnershipHeartbeatTest {
  private static final HubEndpoint HUB = HubEndpoint.of("plant-7.azure-devices.net");

  @Test
  void theLockIsRenewedEvenIfTheJournalCannotBeRead(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("fleet-reboot-plant-7.azure-devices.net-443.lock");
    try (HubLock lock = HubLock.take(folder, HUB, folder.resolve("journal.db"))) {
      byte[] held = Files.readAllBytes(file);
      Files.write(file, new byte[0]);
      OwnershipHeartbeat heartbeat =
          new OwnershipHeartbeat(
              failing(Engine.class),
              failing(FileJournal.class),
              List.of(new OwnedHub("plant-7", lock, KnownJournals.of(folder, HUB))),
              new JournalPlace("inode 1", null, "journal.db"),
              InstantSource.system());
      heartbeat.start();
      heartbeat.close();

      assertThat(Files.readAllBytes(file)).as("written again").isEqualTo(held);
    }
  }

  private static <T> T failing(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new IllegalStateException("no disk");
            }));
  }
}
