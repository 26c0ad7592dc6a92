package org.fleetreboot.engine.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The devices of a group: who waits in line, who rests, and who is taken. One without an outcome is
 * in one of these three, once the list of the group is closed. Whatever ends a turn or a rest has
 * the group judged before the step ends: it may call nobody any more.
 */
public final class GroupDevices {
  private final LiveGroup group;

  /** Those that wait for their turn. */
  private final ArrayDeque<LiveDevice> line = new ArrayDeque<>();

  /** Those that wait for something else first: a retry time, or another group's reboot. */
  private final Set<LiveDevice> resting = new LinkedHashSet<>();

  /** Those between their turn and their outcome. */
  private final Set<LiveDevice> taken = new HashSet<>();

  public GroupDevices(LiveGroup group) {
    this.group = group;
  }

  /** Puts a device at the end of the line. */
  public void queue(LiveDevice device) {
    taken.remove(device);
    line.addLast(device);
    group.changed();
  }

  /** Takes the first in line; null when nobody is. */
  public @Nullable LiveDevice next() {
    return line.poll();
  }

  /** Who is the first in line; null when nobody is. */
  public @Nullable LiveDevice first() {
    return line.peek();
  }

  /** There is no turn to be had for the one that was the first. */
  public void putBack(LiveDevice device) {
    line.addFirst(device);
  }

  /** Keeps a device out of the line until it is woken. */
  public void rest(LiveDevice device) {
    taken.remove(device);
    resting.add(device);
    group.changed();
  }

  public boolean isResting(LiveDevice device) {
    return resting.contains(device);
  }

  /** Puts a device that rests at the end of the line. */
  public void wake(LiveDevice device) {
    if (resting.remove(device)) {
      line.addLast(device);
    }
  }

  /** Puts a device that rests at the head of the line: it has waited for its turn before. */
  public void wakeFirst(LiveDevice device) {
    if (resting.remove(device)) {
      line.addFirst(device);
    }
  }

  /** A device has its turn, or is under way since an earlier life. */
  public void take(LiveDevice device) {
    taken.add(device);
    device.heldBy(group);
  }

  public boolean isTaken(LiveDevice device) {
    return taken.contains(device);
  }

  /** Those between their turn and their outcome. */
  public Set<LiveDevice> taken() {
    return Collections.unmodifiableSet(taken);
  }

  public boolean isLineEmpty() {
    return line.isEmpty();
  }

  /** Whether some have no turn, in line or resting. */
  public boolean hasWaiting() {
    return !line.isEmpty() || !resting.isEmpty();
  }

  /** The group's part in the device is over. */
  public void settle(LiveDevice device) {
    taken.remove(device);
    resting.remove(device);
    device.letGoBy(group);
    device.settled();
    group.checkFindings().forget(device);
    group.changed();
  }

  /** A person leaves one device out that has no turn. */
  public void drop(LiveDevice device) {
    line.remove(device);
  }

  /** Those that are to be left out, at most so many: they are in line no longer. */
  public List<LiveDevice> takeSkipped(int most) {
    if (group.state().forced()) {
      // A turn without an intent comes to nothing: the group may not call.
      List<LiveDevice> uncalled =
          taken.stream().filter(device -> !group.isRebooting(device)).toList();
      uncalled.forEach(taken::remove);
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

  public void clear() {
    line.clear();
    resting.clear();
  }
}
