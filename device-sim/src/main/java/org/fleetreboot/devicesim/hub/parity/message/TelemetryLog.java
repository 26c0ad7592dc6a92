package org.fleetreboot.devicesim.hub.parity.message;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest device-to-cloud messages of all devices, for tests. Thread-safe. */
public final class TelemetryLog {
  static final int MOST = 10_000;
  static final int MOST_BYTES = 16 * 1024 * 1024;

  private final Deque<TelemetryMessage> messages = new ArrayDeque<>();
  private int bytes;

  /** Adds a message; the oldest ones are dropped beyond the limits. */
  public synchronized void add(TelemetryMessage message) {
    messages.addLast(message);
    bytes += message.bytes();
    while (messages.size() > MOST || bytes > MOST_BYTES) {
      bytes -= messages.removeFirst().bytes();
    }
  }

  public synchronized void clear() {
    messages.clear();
    bytes = 0;
  }

  /** The messages of a device and its modules, oldest first. */
  public synchronized List<TelemetryMessage> of(String device) {
    return messages.stream().filter(message -> message.device().equals(device)).toList();
  }
}
