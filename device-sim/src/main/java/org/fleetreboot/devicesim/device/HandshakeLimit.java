package org.fleetreboot.devicesim.device;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Lets no more than so many TLS handshakes be under way; the others wait, first come, first served.
 * Thousands at a time would each get so little of a core that they run into their timeouts, and
 * begin again. Thread-safe.
 */
final class HandshakeLimit {

  private final int atATime;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int underWay;

  /**
   * None under way.
   *
   * @param atATime from 1 on
   */
  HandshakeLimit(int atATime) {
    this.atATime = atATime;
  }

  /**
   * Begins a handshake on its loop, once there is a place for it.
   *
   * @param handshake begins it; its place is free again when that future is done, well or not
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

  /** Hands the place on to the one that waits the longest. */
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
