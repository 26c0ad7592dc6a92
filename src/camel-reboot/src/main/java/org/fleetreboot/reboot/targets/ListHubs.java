package org.fleetreboot.reboot.targets;

import java.util.List;
import java.util.regex.Pattern;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;

/**
 * Which hub each device of a list is on.
 *
 * @param known the hubs that a list may name; empty for any
 * @param usual the hub of a device without one; null if each needs its own
 * @param isOptional whether a device without hub stands for those of that id on any hub
 */
public record ListHubs(List<String> known, @Nullable String usual, boolean isOptional) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

  /** For a list that only excludes devices, before the hubs are known. */
  public static final ListHubs ANY = new ListHubs(List.of(), null, true);

  public ListHubs {
    known = List.copyOf(known);
  }

  /** Devices on these hubs; with one hub its name may be omitted. */
  public static ListHubs of(List<String> hubs) {
    return new ListHubs(hubs, null, false);
  }

  /** The same, for devices that are on that hub unless the list says otherwise. */
  public ListHubs withUsual(@Nullable String hub) {
    return new ListHubs(known, hub, isOptional);
  }

  /** The same for a list that may leave open which hub it means. */
  public ListHubs optional() {
    return new ListHubs(known, usual, true);
  }

  /**
   * Reads a device: its id, or {@code HUB/ID}; no id contains the slash.
   *
   * @throws IllegalArgumentException as a sentence without its end, if that is no device
   */
  public Target read(String entry) {
    return read(null, entry);
  }

  /**
   * The same.
   *
   * @param beside the hub as it is named beside the device; null if it is not
   */
  Target read(@Nullable String beside, String entry) {
    int slash = entry.indexOf('/');
    String hub = slash < 0 ? null : entry.substring(0, slash).strip();
    String device = slash < 0 ? entry : entry.substring(slash + 1).strip();
    if (!DeviceId.matches(device) || (hub != null && !NAME.matcher(hub).matches())) {
      throw new IllegalArgumentException(DeviceId.refusal(entry));
    }
    if (hub != null && beside != null && !hub.equals(beside)) {
      throw new IllegalArgumentException(
          "the hub is %s, and the device %s; name one of the two hubs"
              .formatted(DeviceId.shown(beside), DeviceId.shown(entry)));
    }
    return target(beside == null ? hub : beside, device);
  }

  /**
   * The device on its hub; the only hub is not named.
   *
   * @param hub null if the list names none
   * @throws IllegalArgumentException as the part of a sentence, if that is no hub or one is missing
   */
  private Target target(@Nullable String hub, String device) {
    if (hub != null && !known.isEmpty() && !known.contains(hub)) {
      throw new IllegalArgumentException(
          "there is no hub '%s'; the program has %s".formatted(DeviceId.shown(hub), names()));
    }
    if (known.size() == 1) {
      return Target.of(device);
    }
    String own = hub == null ? usual : hub;
    if (own == null && !isOptional) {
      throw new IllegalArgumentException(
          "%s has no hub; name one, as in %s/%1$s: the program has %s"
              .formatted(device, known.get(0), names()));
    }
    return new Target(own, device);
  }

  private String names() {
    return String.join(", ", known);
  }
}
