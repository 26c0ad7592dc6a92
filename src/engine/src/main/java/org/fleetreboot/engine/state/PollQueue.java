package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.fleetreboot.workflow.EpochNanos;
import org.jspecify.annotations.Nullable;

/**
 * When the devices whose marker is awaited are polled: a binary heap of the devices themselves,
 * each of which knows its time and its place, so that a wait has no object of its own. A device
 * whose poll is under way is not in it until the poll ends. Not thread-safe.
 */
public final class PollQueue {
  private static final int SMALLEST = 16;

  private @Nullable LiveDevice[] heap = new LiveDevice[SMALLEST];
  private int size;

  /** Plans the next poll of a device, in place of the one that was planned. */
  public void plan(LiveDevice device, Instant at) {
    device.pollAt(at);
    if (device.isPollUnderWay()) {
      return;
    }
    if (!device.isQueued()) {
      add(device);
    }
    moveUp(device.place());
    moveDown(device.place());
  }

  /** Plans no further poll; a poll under way still ends. */
  public void cancel(LiveDevice device) {
    remove(device);
    device.pollAt(null);
  }

  /** A device whose poll is due, without removing it; null if there is none. */
  public @Nullable LiveDevice due(Instant now) {
    LiveDevice first = heap[0];
    return first == null || first.pollNanos() > EpochNanos.of(now) ? null : first;
  }

  /** The poll of a device begins. */
  public void begin(LiveDevice device) {
    remove(device);
    device.setPollUnderWay(true);
  }

  /** The poll of a device has ended; the next one is still to be planned. */
  public void end(LiveDevice device) {
    device.setPollUnderWay(false);
  }

  /** The clock was moved by this much: each next poll comes after as long a wait as before. */
  public void clockMoved(Iterable<LiveDevice> devices, Duration by) {
    for (LiveDevice device : devices) {
      Instant at = device.pollAt();
      if (at != null) {
        device.pollAt(at.plus(by));
      }
    }
  }

  private void add(LiveDevice device) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size + size / 2);
    }
    put(device, size++);
  }

  private void remove(LiveDevice device) {
    if (!device.isQueued()) {
      return;
    }
    int place = device.place();
    LiveDevice last = at(--size);
    heap[size] = null;
    device.unqueued();
    if (place < size) {
      put(last, place);
      moveUp(place);
      moveDown(last.place());
    }
    if (heap.length > SMALLEST && size < heap.length / 4) {
      heap = Arrays.copyOf(heap, heap.length / 2);
    }
  }

  private void moveUp(int from) {
    LiveDevice device = at(from);
    int place = from;
    while (place > 0 && isBefore(device, at((place - 1) / 2))) {
      put(at((place - 1) / 2), place);
      place = (place - 1) / 2;
    }
    put(device, place);
  }

  private void moveDown(int from) {
    LiveDevice device = at(from);
    int place = from;
    for (int child = firstBelow(place); child < size; child = firstBelow(place)) {
      if (!isBefore(at(child), device)) {
        break;
      }
      put(at(child), place);
      place = child;
    }
    put(device, place);
  }

  /** The earlier one of the two below a place. */
  private int firstBelow(int place) {
    int left = 2 * place + 1;
    return left + 1 < size && isBefore(at(left + 1), at(left)) ? left + 1 : left;
  }

  private static boolean isBefore(LiveDevice one, LiveDevice other) {
    return one.pollNanos() < other.pollNanos();
  }

  private LiveDevice at(int place) {
    LiveDevice device = heap[place];
    if (device == null) {
      throw new IllegalStateException("Nothing waits in place " + place + " of " + size + ".");
    }
    return device;
  }

  private void put(LiveDevice device, int place) {
    heap[place] = device;
    device.placedAt(place);
  }
}
