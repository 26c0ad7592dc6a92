package org.fleetreboot.engine.loop;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A hand-over to one consumer. Closing it queues its end for the next step. Closing it again
 * changes nothing: another consumer may have taken its place. Thread-safe.
 */
final class QueuedHandOver implements AutoCloseable {
  private final CommandQueue queue;
  private final EngineCore.Command end;
  private final AtomicBoolean closed = new AtomicBoolean();

  private QueuedHandOver(CommandQueue queue, EngineCore.Command end) {
    this.queue = queue;
    this.end = end;
  }

  /**
   * Begins a hand-over.
   *
   * @throws IllegalStateException if there is a consumer already
   */
  static QueuedHandOver begin(
      CommandQueue queue, EngineCore.Command begin, EngineCore.Command end) {
    queue.tellAndWait(begin);
    return new QueuedHandOver(queue, end);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      queue.tell(end);
    }
  }
}
