package org.fleetreboot.devicesim.device;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A transport that records its calls; everything succeeds unless configured otherwise. */
final class RecordingTransport implements DeviceTransport {

  final List<String> log = new ArrayList<>();
  private final Deque<Throwable> refusals = new ArrayDeque<>();

  void refuseNextReport(Throwable reason) {
    refusals.add(reason);
  }

  IncomingMethodCall call(String method, String name) {
    return new IncomingMethodCall() {
      @Override
      public String method() {
        return method;
      }

      @Override
      public CompletionStage<?> answer(int status, Object payload) {
        return note("answer " + name + " " + status);
      }

      @Override
      public void leaveUnanswered() {
        log.add("no answer " + name);
      }
    };
  }

  @Override
  public CompletionStage<?> connect() {
    return note("connect");
  }

  @Override
  public CompletionStage<?> disconnect() {
    return note("disconnect");
  }

  @Override
  public CompletionStage<?> report(Map<String, Object> patch) {
    note("report " + patch.get("rebootTime"));
    Throwable refusal = refusals.poll();
    return refusal == null
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(refusal);
  }

  private CompletionStage<?> note(String what) {
    log.add(what);
    return CompletableFuture.completedFuture(null);
  }
}
