package org.fleetreboot.app.program;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamNames;
import org.fleetreboot.journal.projection.DeviceChange;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.device.RebootEvent;
import org.jspecify.annotations.Nullable;

/**
 * Follows a journal, and says which devices have settled. It reads each event once, so that
 * somebody who watches a run costs what happens, however large the run is. Not thread-safe.
 */
public final class SettledDevices {
  private static final String REBOOTS = "reboot.";

  /** The most frequent events, which settle no device. */
  private static final Set<String> UNDER_WAY =
      Set.of("reboot.invocation-intended.v1", "reboot.accepted.v1", "reboot.deferred.v1");

  private final JournalReader journal;
  private final Instant since;
  private final EventCodec codec = new EventCodec();
  private final Map<String, Position> read = new HashMap<>();

  /** Why devices that were called once rebooted more often, until they settle. */
  private final Map<DeviceInStep, String> rebootedAgain = new HashMap<>();

  private record DeviceInStep(String run, String step, String hub, String device) {}

  /**
   * @param since what was recorded before is not told
   */
  public SettledDevices(JournalReader journal, Instant since) {
    this.journal = journal;
    this.since = since;
  }

  /** The devices that have settled since the last call, by run, in the order of their events. */
  public Map<String, List<DeviceView>> next() {
    Map<String, List<DeviceView>> settled = new LinkedHashMap<>();
    for (String partition : journal.partitions()) {
      if (Partitions.hub(partition).isPresent()) {
        Position after =
            read.computeIfAbsent(partition, name -> PositionAt.before(journal, name, since));
        Position head = journal.head(partition);
        new PartitionEvents(journal, partition, after, head)
            .forEachRemaining(recorded -> add(recorded, settled));
        read.put(partition, head);
      }
    }
    return settled;
  }

  private void add(RecordedEvent recorded, Map<String, List<DeviceView>> settled) {
    if (!recorded.type().startsWith(REBOOTS)
        || UNDER_WAY.contains(recorded.type())
        || !(codec.decode(recorded) instanceof RebootEvent event)) {
      return;
    }
    String device = StreamNames.device(recorded.stream());
    String hub = StreamNames.hub(recorded.stream());
    DeviceInStep key = new DeviceInStep(event.run(), event.step(), hub, device);
    Outcome outcome = event.outcome();
    if (event instanceof RebootEvent.RebootedAgain) {
      rebootedAgain.put(key, String.valueOf(DeviceChange.detail(event)));
    } else if (outcome != null) {
      @Nullable String again = rebootedAgain.remove(key);
      String detail =
          outcome == Outcome.CONFIRMED && again != null ? again : DeviceChange.detail(event);
      settled
          .computeIfAbsent(event.run(), run -> new ArrayList<>())
          .add(
              new DeviceView(
                  hub, device, event.step(), DeviceStatus.of(outcome), event.at(), detail));
    }
  }
}
