package org.fleetreboot.devicesim.device.mqtt;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.fleetreboot.devicesim.device.ScriptExecutor;

/**
 * Limits the number of concurrent TLS handshakes; others wait in FIFO order. Thousands of
 * concurrent handshakes would all run into timeouts and start again. Thread-safe.
 */
final class HandshakeLimit {

  private final int atATime;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int underWay;

  /**
   * A limit without handshakes in progress.
   *
   * @param atATime 1 or more
   */
  HandshakeLimit(int atATime) {
    this.atATime = atATime;
  }

  /**
   * Starts a handshake on its event loop, as soon as the limit allows it.
   *
   * @param handshake starts it; its slot is released when the returned future is done
   */
  void enter(EventLoop loop, Supplier<Future<?>> handshake) {
    Runnable turn = () -> ScriptExecutor.on(loop).execute(() -> begin(handshake));
    synchronized (this) {
      if (underWay == atATime) {
        waiting.add(turn);
        return;
      }
      underWay++;
    }
    turn.run();
  }

  private void begin(Supplier<Future<?>> handshake) {
    Future<?> done;
    try {
      done = handshake.get();
    } catch (RuntimeException e) {
      leave();
      throw e;
    }
    done.addListener(over -> leave());
  }

  /** Passes the slot to the longest waiting handshake. */
  private void leave() {
    Runnable next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        underWay--;
        return;
      }
    }
    next.run();
  }
}
