package org.fleetreboot.engine.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The devices of a group: in line, resting, or taken. Once the list of the group is closed, each
 * device without an outcome is in one of these three. The end of a turn or a rest has the group
 * judged before the step ends, because the group may call nobody any more.
 */
public final class GroupDevices {
  private final LiveGroup group;

  /** The devices that wait for their turn. */
  private ArrayDeque<LiveDevice> line = new ArrayDeque<>();

  /**
   * The devices that wait for something else first: a retry time, or the reboot by another group.
   */
  private final Set<LiveDevice> resting = new LinkedHashSet<>();

  /** The numbers of the devices between their turn and their outcome. */
  private final BitSet taken = new BitSet();

  private int takenCount;

  GroupDevices(LiveGroup group) {
    this.group = group;
  }

  /** Puts a device at the end of the line. */
  public void queue(LiveDevice device) {
    untake(device);
    line.addLast(device);
    group.changed();
  }

  /** Takes the first device in line; null if the line is empty. */
  public @Nullable LiveDevice next() {
    LiveDevice first = line.poll();
    if (first != null && line.isEmpty()) {
      line = new ArrayDeque<>(); // gives the memory of a long line back
    }
    return first;
  }

  /** The first device in line; null if the line is empty. */
  public @Nullable LiveDevice first() {
    return line.peek();
  }

  /** Puts the device that was taken from the line back to its head, because it gets no turn yet. */
  public void putBack(LiveDevice device) {
    line.addFirst(device);
  }

  /** Keeps a device out of the line until it is woken. */
  public void rest(LiveDevice device) {
    untake(device);
    resting.add(device);
    group.changed();
  }

  public boolean isResting(LiveDevice device) {
    return resting.contains(device);
  }

  /** Puts a resting device at the end of the line. */
  public void wake(LiveDevice device) {
    if (resting.remove(device)) {
      line.addLast(device);
    }
  }

  /** Puts a resting device at the head of the line, because it has waited for its turn before. */
  public void wakeFirst(LiveDevice device) {
    if (resting.remove(device)) {
      line.addFirst(device);
    }
  }

  /** A device has its turn, or its reboot was under way when the engine started. */
  public void take(LiveDevice device) {
    int number = group.number(device);
    if (!taken.get(number)) {
      taken.set(number);
      takenCount++;
    }
    device.heldBy(group);
  }

  private void untake(LiveDevice device) {
    if (isTaken(device)) {
      taken.clear(group.number(device));
      takenCount--;
    }
  }

  public boolean isTaken(LiveDevice device) {
    int number = group.number(device);
    return number >= 0 && taken.get(number);
  }

  /** The devices between their turn and their outcome. */
  public Stream<LiveDevice> taken() {
    return taken.stream().mapToObj(group::device);
  }

  /** How many devices are between their turn and their outcome. */
  public int countTaken() {
    return takenCount;
  }

  public boolean isLineEmpty() {
    return line.isEmpty();
  }

  /** Whether any device waits without a turn, in line or resting. */
  public boolean hasWaiting() {
    return !line.isEmpty() || !resting.isEmpty();
  }

  /** The group is done with the device. */
  public void settle(LiveDevice device) {
    untake(device);
    resting.remove(device);
    device.letGoBy(group);
    device.settled();
    group.checkFindings().forget(device);
    group.changed();
  }

  /** Takes a device that a person skips out of the line. */
  public void drop(LiveDevice device) {
    line.remove(device);
  }

  /**
   * Takes waiting devices out of the line, because they are to be skipped.
   *
   * @param most how many at most
   */
  public List<LiveDevice> takeWaiting(int most) {
    if (group.state().forced()) {
      // A turn without an intent leads to no call, because the group may not call any more.
      List<LiveDevice> uncalled = taken().filter(device -> !group.isRebooting(device)).toList();
      uncalled.forEach(this::untake);
      line.addAll(uncalled);
    }
    line.addAll(resting);
    resting.clear();
    List<LiveDevice> skipped = new ArrayList<>();
    while (skipped.size() < most && !line.isEmpty()) {
      skipped.add(line.remove());
    }
    return skipped;
  }

  void clear() {
    line.clear();
    resting.clear();
    taken.clear();
    takenCount = 0;
  }
}
