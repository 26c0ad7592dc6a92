package org.fleetreboot.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.device.DeviceHistory;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.device.SentCall;
import org.fleetreboot.workflow.group.GroupState;
import org.fleetreboot.workflow.run.PauseKind;
import org.fleetreboot.workflow.run.RunEvent.RunAccepted;
import org.fleetreboot.workflow.run.RunOutcome;
import org.fleetreboot.workflow.run.RunState;
import org.jspecify.annotations.Nullable;

/**
 * Turns the states of streams at rest into snapshots, and back: a byte for the format, a checksum,
 * then JSON as in {@link EventCodec}. The checksum covers the stream and the version, too, so that
 * a state in the row of another one is not taken for its own. Thread-safe.
 */
public final class StateCodec {
  /**
   * Grows with every change of the form. Snapshots of another format are thrown away, and made anew
   * from the events in the journal and in its archives.
   */
  public static final int FORMAT = 2;

  private static final byte[] NO_STATE = {};
  private static final int HEADER = 1 + Integer.BYTES;

  private static final ObjectMapper MAPPER = EventJson.mapper();
  private static final ObjectWriter DEVICE_WRITER = MAPPER.writerFor(DeviceForm.class);
  private static final ObjectReader DEVICE_READER = MAPPER.readerFor(DeviceForm.class);
  private static final ObjectWriter RUN_WRITER = MAPPER.writerFor(RunForm.class);
  private static final ObjectReader RUN_READER = MAPPER.readerFor(RunForm.class);

  /** The snapshot of a device that no open run knows. */
  public Snapshot encode(StreamId stream, long version, RestingDevice device) {
    RebootState state = device.state();
    DeviceHistory past = state.past();
    if (!past.runs().isEmpty() || !past.deferrals().isEmpty()) {
      throw new IllegalArgumentException("A run still knows " + stream.name() + ".");
    }
    return new Snapshot(
        stream,
        version,
        write(
            stream,
            version,
            DEVICE_WRITER,
            new DeviceForm(
                past.lastReboot(),
                past.lastBoot(),
                past.failures().last() == null ? null : past.failures(),
                past.busyUntil(),
                device.deadlineSetAt(),
                state instanceof RebootState.Doubtful doubtful ? doubtful.call() : null,
                watchUntil(stream, state))));
  }

  private static @Nullable Instant watchUntil(StreamId stream, RebootState state) {
    if (state instanceof RebootState.Doubtful doubtful) {
      return doubtful.watchUntil();
    }
    if (state instanceof RebootState.Idle) {
      return null;
    }
    throw new IllegalArgumentException(stream.name() + " is not at rest: " + state);
  }

  /** The snapshot of a run that is over. */
  public Snapshot encode(StreamId stream, long version, RunState last) {
    RunState run = last.withoutMessage();
    if (run.accepted() == null) {
      throw new IllegalArgumentException(stream.name() + " was never accepted.");
    }
    return new Snapshot(
        stream,
        version,
        write(
            stream,
            version,
            RUN_WRITER,
            new RunForm(
                run.accepted(),
                List.copyOf(run.steps().values()),
                run.pause(),
                run.pausedAt(),
                run.cancelled(),
                run.forced(),
                run.reason(),
                run.outcome())));
  }

  /** The snapshot of a group whose run is over: nobody asks for its state any more. */
  public Snapshot encode(StreamId stream, long version, GroupState group) {
    if (group.phase() != GroupState.Phase.SETTLED) {
      throw new IllegalArgumentException(stream.name() + " is not settled.");
    }
    return settledGroup(stream, version);
  }

  /** As {@link #encode(StreamId, long, GroupState)}. */
  public static Snapshot settledGroup(StreamId stream, long version) {
    return new Snapshot(stream, version, NO_STATE);
  }

  /**
   * The device in a snapshot.
   *
   * @throws UnreadableSnapshot if it is damaged
   */
  public RestingDevice device(Snapshot snapshot) {
    DeviceForm form = read(DeviceForm.class, DEVICE_READER, snapshot);
    DeviceHistory none = RebootState.INITIAL.past();
    DeviceHistory past =
        new DeviceHistory(
            Map.of(),
            form.lastReboot(),
            form.lastBoot(),
            form.failures() == null ? none.failures() : form.failures(),
            Map.of(),
            form.busyUntil());
    RebootState state =
        form.doubted() == null || form.watchUntil() == null
            ? new RebootState.Idle(past)
            : new RebootState.Doubtful(form.doubted(), form.watchUntil(), past);
    return new RestingDevice(state, form.deadlineSetAt());
  }

  /**
   * The run in a snapshot.
   *
   * @throws UnreadableSnapshot if it is damaged
   */
  public RunState run(Snapshot snapshot) {
    RunForm form = read(RunForm.class, RUN_READER, snapshot);
    Map<String, RunState.Step> steps = new LinkedHashMap<>();
    form.steps().forEach(step -> steps.put(step.started().step(), step));
    return new RunState(
        form.accepted(),
        steps,
        form.pause(),
        form.pausedAt(),
        form.cancelled(),
        form.forced(),
        form.reason(),
        form.outcome());
  }

  private static byte[] write(StreamId stream, long version, ObjectWriter writer, Object form) {
    try {
      byte[] json = writer.writeValueAsBytes(form);
      return ByteBuffer.allocate(HEADER + json.length)
          .put((byte) FORMAT)
          .putInt(checksum(stream, version, json, 0))
          .put(json)
          .array();
    } catch (JsonProcessingException failed) {
      throw new IllegalArgumentException("Cannot write " + form, failed);
    }
  }

  private static <T> T read(Class<T> form, ObjectReader reader, Snapshot snapshot) {
    byte[] state = snapshot.state();
    if (state.length <= HEADER
        || state[0] != FORMAT
        || ByteBuffer.wrap(state).getInt(1)
            != checksum(snapshot.stream(), snapshot.version(), state, HEADER)) {
      throw new UnreadableSnapshot(snapshot, null);
    }
    try {
      return form.cast(reader.readValue(state, HEADER, state.length - HEADER));
    } catch (IOException | IllegalArgumentException failed) {
      throw new UnreadableSnapshot(snapshot, failed);
    }
  }

  private static int checksum(StreamId stream, long version, byte[] bytes, int from) {
    CRC32C checksum = new CRC32C();
    checksum.update((stream.partition() + '/' + stream.name() + ' ' + version).getBytes(UTF_8));
    checksum.update(bytes, from, bytes.length - from);
    return (int) checksum.getValue();
  }

  record DeviceForm(
      @Nullable Instant lastReboot,
      @Nullable BootMarker lastBoot,
      DeviceHistory.@Nullable Failures failures,
      @Nullable Instant busyUntil,
      @Nullable Instant deadlineSetAt,
      @Nullable SentCall doubted,
      @Nullable Instant watchUntil) {}

  record RunForm(
      RunAccepted accepted,
      List<RunState.Step> steps,
      @Nullable PauseKind pause,
      @Nullable Instant pausedAt,
      boolean cancelled,
      boolean forced,
      @Nullable String reason,
      @Nullable RunOutcome outcome) {}
}
