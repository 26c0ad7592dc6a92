package org.fleetreboot.engine.state;

import java.util.List;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.StreamNames;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.Sharing;
import org.fleetreboot.workflow.run.RunEvent;

/** Folds the stream of one device at rest, or of one run that is over. */
final class StreamFold {
  private final JournalReader journal;
  private final EventCodec codec;

  StreamFold(JournalReader journal, EventCodec codec) {
    this.journal = journal;
    this.codec = codec;
  }

  /**
   * The events of a stream.
   *
   * @throws JournalFailed if its first events are archived
   */
  List<RecordedEvent> events(StreamId stream) {
    List<RecordedEvent> events = journal.read(stream);
    if (events.isEmpty() || events.get(0).version() != 1) {
      throw new JournalFailed(
          ("The snapshot of %s is missing or damaged, and its first events are in an archive: make"
                  + " it anew with journal rebuild.")
              .formatted(stream.name()));
    }
    return events;
  }

  RestingStates.Device device(StreamId stream, List<RecordedEvent> events) {
    LiveDevice device = new LiveDevice(StreamNames.device(stream), new SteadyTime());
    for (RecordedEvent recorded : events) {
      apply(device, (RebootEvent) codec.decode(recorded));
    }
    return new RestingStates.Device(device.atRest(), device.version());
  }

  static void apply(LiveDevice device, RebootEvent event) {
    device.apply(event, Sharing.NONE);
    // No open run knows a device at rest.
    device.forget(event.run());
  }

  RestingStates.OverRun run(StreamId stream, List<RecordedEvent> events) {
    LiveRun run = new LiveRun(StreamNames.run(stream), new SteadyTime(), new HubStops(List.of()));
    for (RecordedEvent recorded : events) {
      run.apply((RunEvent) codec.decode(recorded));
    }
    return new RestingStates.OverRun(run.state().withoutMessage(), run.version());
  }
}
