package org.fleetreboot.engine.state;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The devices in memory, by id: a hash table with linear probing, which has no object for each
 * entry, and so costs 4 to 11 bytes a device. Not thread-safe.
 */
final class DeviceTable implements Iterable<LiveDevice> {
  private static final int SMALLEST = 16;

  private @Nullable LiveDevice[] slots = new LiveDevice[SMALLEST];
  private int size;

  /** The device with that id; null if there is none. */
  @Nullable LiveDevice get(String id) {
    return slots[slotOf(id)];
  }

  /** Adds a device whose id is not in the table. */
  void add(LiveDevice device) {
    if ((size + 1) * 4L > slots.length * 3L) {
      resize(slots.length * 2);
    }
    slots[slotOf(device.id)] = device;
    size++;
  }

  /** Removes the device with that id, if there is one. */
  void remove(String id) {
    int free = slotOf(id);
    if (slots[free] == null) {
      return;
    }
    slots[free] = null;
    size--;
    if (slots.length > SMALLEST && size * 4L < slots.length) {
      resize(slots.length / 2);
      return;
    }
    // Whoever was put further on because the slot was taken moves up.
    for (int i = after(free); slots[i] != null; i = after(i)) {
      LiveDevice moved = slots[i];
      slots[i] = null;
      slots[slotOf(moved.id)] = moved;
    }
  }

  int size() {
    return size;
  }

  private void resize(int length) {
    @Nullable LiveDevice[] before = slots;
    slots = new LiveDevice[length];
    for (LiveDevice device : before) {
      if (device != null) {
        slots[slotOf(device.id)] = device;
      }
    }
  }

  /** The slot of that id, or the free one where it belongs. */
  private int slotOf(String id) {
    int hash = id.hashCode() * 0x9e3779b9; // spreads ids that differ in their last characters
    int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
    while (slots[slot] != null && !slots[slot].id.equals(id)) {
      slot = after(slot);
    }
    return slot;
  }

  private int after(int slot) {
    return (slot + 1) & (slots.length - 1);
  }

  /** The devices in no particular order. None may be added or removed meanwhile. */
  @Override
  public Iterator<LiveDevice> iterator() {
    return new Iterator<>() {
      private int next = occupied(0);

      private int occupied(int from) {
        int slot = from;
        while (slot < slots.length && slots[slot] == null) {
          slot++;
        }
        return slot;
      }

      @Override
      public boolean hasNext() {
        return next < slots.length;
      }

      @Override
      public LiveDevice next() {
        LiveDevice device = hasNext() ? slots[next] : null;
        if (device == null) {
          throw new NoSuchElementException();
        }
        next = occupied(next + 1);
        return device;
      }
    };
  }
}
