package org.fleetreboot.reboot.step;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** The hubs of a group. */
@UriParams
public class HubParameters extends Parameters<HubParameters> {
  private static final String ALL = "all";

  @UriParam(label = "group")
  private @Nullable String hub;

  @UriParam(label = "group")
  private @Nullable String hubs;

  public @Nullable String getHub() {
    return hub;
  }

  /**
   * The hub of the devices, by its name in the settings reboot.hubs. May be omitted if the program
   * works with one hub only.
   */
  public void setHub(@Nullable String hub) {
    this.hub = hub;
  }

  public @Nullable String getHubs() {
    return hubs;
  }

  /**
   * The hubs of the devices, in place of hub: names separated by commas, or all. Pace and limits of
   * calls count for each hub, limits of failures for all of them together.
   */
  public void setHubs(@Nullable String hubs) {
    this.hubs = hubs;
  }

  boolean areNamed() {
    return hub != null || hubs != null;
  }

  /**
   * The hubs of the group, in the order in which they are written.
   *
   * @param known the hubs of the program; empty if they are not known yet, and then what is
   *     returned may be empty too
   * @throws IllegalArgumentException with the remedy, if an option names no hub, or none of several
   */
  public List<String> chosen(List<String> known) {
    if (hub != null && hubs != null) {
      throw new IllegalArgumentException("hub and hubs both name the hub; give one of them.");
    }
    if (hub == null && hubs == null) {
      if (known.size() > 1) {
        throw new IllegalArgumentException(
            "The program works with the hubs %s: say hub, hubs, or hubs: all."
                .formatted(String.join(", ", known)));
      }
      return known;
    }
    if (ALL.equals(hubs)) {
      return known;
    }
    List<String> named = hub == null ? names() : List.of(hub.strip());
    for (String name : named) {
      if (!known.isEmpty() && !known.contains(name)) {
        throw new IllegalArgumentException(
            "%s names '%s', and the program works with %s; correct the name, or the settings reboot.hubs."
                .formatted(hub == null ? "hubs" : "hub", name, String.join(", ", known)));
      }
    }
    return named;
  }

  private List<String> names() {
    List<String> names =
        Arrays.stream(String.valueOf(hubs).split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toList());
    if (names.isEmpty()) {
      throw new IllegalArgumentException("hubs names no hub; give their names, or all.");
    }
    if (names.contains(ALL)) {
      throw new IllegalArgumentException("hubs is 'all' or names, not both.");
    }
    return names.stream().distinct().toList();
  }
}
