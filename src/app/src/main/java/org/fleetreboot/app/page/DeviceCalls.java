package org.fleetreboot.app.page;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fleetreboot.app.query.StatusWords;
import org.fleetreboot.app.report.StateMark;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.view.RunDeviceView;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.device.RebootEvent;
import org.jspecify.annotations.Nullable;

/** The calls of a device in some runs, with its markers before and after. */
final class DeviceCalls {
  private static final int PAGE = 1_000;

  private final Map<List<String>, Call> calls = new HashMap<>();

  private record Call(
      @Nullable Instant at, @Nullable BootMarker before, @Nullable BootMarker after) {
    static final Call NONE = new Call(null, null, null);
  }

  private DeviceCalls() {}

  static DeviceCalls of(JournalReader journal, List<RunDeviceView> seen) {
    DeviceCalls calls = new DeviceCalls();
    seen.stream()
        .collect(Collectors.groupingBy(row -> row.device().hub()))
        .forEach((hub, ofHub) -> calls.read(journal, hub, ofHub.get(0).device().device()));
    return calls;
  }

  private void read(JournalReader journal, String hub, String device) {
    StreamId stream = StreamId.device(hub, device);
    EventCodec codec = new EventCodec();
    long after = 0;
    while (true) {
      List<RecordedEvent> page = journal.read(stream, after, PAGE);
      for (RecordedEvent stored : page) {
        if (codec.decode(stored) instanceof RebootEvent event) {
          add(hub, event);
        }
      }
      if (page.size() < PAGE) {
        return;
      }
      after = page.get(page.size() - 1).version();
    }
  }

  private void add(String hub, RebootEvent event) {
    List<String> place = List.of(event.run(), event.step(), hub);
    if (event instanceof RebootEvent.InvocationIntended intent) {
      calls.put(place, new Call(intent.at(), intent.before(), null));
    } else if (event instanceof RebootEvent.CameBack back) {
      seen(place, back.after());
    } else if (event instanceof RebootEvent.Confirmed confirmed) {
      seen(place, confirmed.after());
    } else if (event instanceof RebootEvent.ConfirmedLate late) {
      seen(place, late.after());
    }
  }

  private void seen(List<String> place, BootMarker after) {
    Call call = calls.getOrDefault(place, Call.NONE);
    calls.put(place, new Call(call.at(), call.before(), after));
  }

  private static List<String> place(RunDeviceView seen) {
    return List.of(seen.run(), seen.device().step(), seen.device().hub());
  }

  DeviceReboot row(RunDeviceView seen) {
    Call call = calls.getOrDefault(place(seen), Call.NONE);
    return new DeviceReboot(
        seen,
        StateMark.of(seen.device().status()),
        Texts.path("runs", seen.run()),
        call.at(),
        StatusWords.ENDED.contains(seen.device().status()) ? seen.device().at() : null,
        marker(call.before()),
        marker(call.after()));
  }

  private static String marker(@Nullable BootMarker marker) {
    if (marker == null) {
      return "";
    }
    return marker.value() == null ? "never reported" : Texts.plain(marker.value());
  }
}
