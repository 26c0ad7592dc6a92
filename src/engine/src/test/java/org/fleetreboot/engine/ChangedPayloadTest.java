package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.options.GroupOptions;
import org.junit.jupiter.api.Test;

/** A route whose payload was changed while its run was under way. */
class ChangedPayloadTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T12:00:00Z"));
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  @Test
  void afterAPersonAcceptsAChangedPayloadTheIntentHasItsHash() throws Exception {
    hub.add("pump-1", Behavior.REBOOTS);
    hub.add("pump-2", Behavior.REBOOTS);
    try (Life first = new Life(journal, hub, clock, 1)) {
      first.accept();
      step(first, "{\"delay\":1}", List.of("pump-1"));
    }
    Life second = new Life(journal, hub, clock, 2);
    step(second, "{\"delay\":2}", List.of("pump-1", "pump-2"));
    assertThat(second.run().reason()).contains("payload of step group-0");
    assertThat(hub.calls()).containsEntry("pump-1", 0);

    var unused = second.engine.control().resume(Life.RUN, Requester.login("operator"), null);
    second.pass(Duration.ofSeconds(20));

    assertThat(hub.calls()).containsEntry("pump-1", 1);
    assertThat(intentFor("pump-1").payloadHash()).isEqualTo(sha256("{\"delay\":2}"));
  }

  /** Starts the group without giving any device a turn. */
  private static void step(Life life, String payload, List<String> devices) {
    var unusedRuns = life.engine.runs().handOver(Life.CHAIN, run -> {});
    var unused =
        life.engine
            .steps()
            .group(
                Life.RUN,
                "group-0",
                GroupOptions.DEFAULT,
                payload,
                List.of(HubTargets.of("list", collector -> collector.add(devices))));
    life.drive.settle();
  }

  private InvocationIntended intentFor(String device) {
    EventCodec codec = new EventCodec();
    return journal.read(StreamId.device("local", device)).stream()
        .map(codec::decode)
        .filter(InvocationIntended.class::isInstance)
        .map(InvocationIntended.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static String sha256(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
