package org.fleetreboot.journal.sql.write;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.fleetreboot.journal.JournalFailed;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for the writer; bounded, so that a busy journal slows its callers.
 * Thread-safe.
 */
final class RequestQueue {
  /** Up to this many, callers need not wait: half a second of writing, and about 50 MB. */
  private static final int ROWS_WAITING = 65_536;

  /** How many waiting callers share one commit; beyond it, commits get slower but not cheaper. */
  private static final int REQUESTS_PER_BATCH = 1_024;

  /** A batch ends with the request that reaches this size; a request is never split. */
  private static final int ROWS_PER_BATCH = 16_384;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition work = lock.newCondition();
  private final Queue<Request> waiting = new ArrayDeque<>();
  private int rows;
  private @Nullable JournalFailed refusal;

  /** Waits for room, then adds the request; after {@link #close} it fails the request instead. */
  void put(Request request) {
    JournalFailed refused = offer(request);
    if (refused != null) {
      request.fail(refused);
    }
  }

  private @Nullable JournalFailed offer(Request request) {
    lock.lock();
    try {
      while (rows >= ROWS_WAITING && refusal == null) {
        room.awaitUninterruptibly();
      }
      if (refusal == null) {
        waiting.add(request);
        rows += request.rows();
        work.signal();
      }
      return refusal;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a request and takes all that wait; empty = closed and nothing left. */
  List<Request> take() {
    lock.lock();
    try {
      while (waiting.isEmpty() && refusal == null) {
        work.awaitUninterruptibly();
      }
      return batch(REQUESTS_PER_BATCH, ROWS_PER_BATCH);
    } finally {
      lock.unlock();
    }
  }

  private List<Request> batch(int maxRequests, int maxRows) {
    List<Request> batch = new ArrayList<>();
    int taken = 0;
    boolean alone = false;
    while (!waiting.isEmpty() && batch.size() < maxRequests && taken < maxRows && !alone) {
      alone = waiting.element().isAlone();
      if (alone && !batch.isEmpty()) {
        break;
      }
      Request next = waiting.remove();
      batch.add(next);
      taken += next.rows();
    }
    rows -= taken;
    room.signalAll();
    return batch;
  }

  /** Accepts nothing more; waiting requests can still be taken. The first reason counts. */
  JournalFailed close(JournalFailed reason) {
    lock.lock();
    try {
      if (refusal == null) {
        refusal = reason;
      }
      work.signalAll();
      room.signalAll();
      return refusal;
    } finally {
      lock.unlock();
    }
  }

  /** Takes all waiting requests, however many. */
  List<Request> drain() {
    lock.lock();
    try {
      List<Request> all = new ArrayList<>();
      while (!waiting.isEmpty()) {
        all.addAll(batch(Integer.MAX_VALUE, Integer.MAX_VALUE));
      }
      return all;
    } finally {
      lock.unlock();
    }
  }
}
