package org.fleetreboot.app.audit;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.app.terminal.EscapedText;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunDeviceView;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.device.RebootEvent;
import org.jspecify.annotations.Nullable;

/** Gathers what the events of a device say about one step. */
final class DeviceRecord {
  private int calls;
  private RebootEvent.@Nullable InvocationIntended call;
  private @Nullable Instant answeredAt;
  private @Nullable Integer answer;
  private @Nullable BootMarker after;
  private @Nullable Instant settledAt;

  private DeviceRecord() {}

  static AuditedDevice of(RunDeviceView row, List<RebootEvent> events) {
    DeviceRecord gathered = new DeviceRecord();
    for (RebootEvent event : events) {
      if (event.run().equals(row.run()) && event.step().equals(row.device().step())) {
        gathered.add(event);
      }
    }
    return gathered.with(row);
  }

  private void add(RebootEvent event) {
    if (event instanceof RebootEvent.InvocationIntended intent) {
      calls++;
      call = intent;
      answer = null;
      answeredAt = null;
    } else if (event instanceof RebootEvent.Accepted accepted) {
      answered(accepted.at(), accepted.status());
    } else if (event instanceof RebootEvent.Busy busy) {
      answered(busy.at(), busy.status());
    } else if (event instanceof RebootEvent.Rejected rejected) {
      answered(rejected.at(), rejected.status());
    } else if (event instanceof RebootEvent.CameBack back) {
      after = back.after();
    } else if (event instanceof RebootEvent.RebootedAgain again) {
      after = again.after();
    } else if (event instanceof RebootEvent.Confirmed confirmed) {
      after = confirmed.after();
    } else if (event instanceof RebootEvent.ConfirmedLate late) {
      after = late.after();
    }
    if (event.outcome() != null) {
      settledAt = event.at();
    }
  }

  private void answered(Instant at, int status) {
    answeredAt = at;
    answer = status;
  }

  private AuditedDevice with(RunDeviceView row) {
    DeviceView device = row.device();
    BootMarker before = call == null ? null : call.before();
    RunDeviceView.Proof proof = row.proof();
    return new AuditedDevice(
        device.hub(),
        EscapedText.line(device.device()),
        device.step(),
        device.status().word(),
        calls,
        call == null ? null : call.at(),
        answeredAt,
        answer,
        before == null ? null : shown(before.value()),
        before == null ? null : before.lastUpdated(),
        after == null ? null : shown(after.value()),
        after == null ? null : after.lastUpdated(),
        settledAt,
        shown(device.detail()),
        proof == null ? null : proof.event().toString(),
        proof == null ? null : proof.position());
  }

  private static @Nullable String shown(@Nullable String text) {
    return text == null ? null : EscapedText.line(text);
  }
}
