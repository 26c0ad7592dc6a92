package org.fleetreboot.app.http;

import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The names by which a server may be asked for. By any other name, the page of another site could
 * read in a browser what only this machine may: its owner has the name lead to this address. No
 * such name is an address in figures, so a server that others can reach takes each of those: probes
 * of Kubernetes use them. Thread-safe.
 */
public final class HostNames {
  private static final Set<String> LOOPBACK =
      Set.of("127.0.0.1", "localhost", "[::1]", "[0:0:0:0:0:0:0:1]");
  private static final String FIGURES = "\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]";

  private final Setting<List<String>> setting;
  private final Set<String> names;
  private final boolean isLoopback;

  private HostNames(Setting<List<String>> setting, Set<String> names, boolean isLoopback) {
    this.setting = setting;
    this.names = names;
    this.isLoopback = isLoopback;
  }

  /**
   * Those of the server at that address.
   *
   * @param names the setting of its names, besides localhost
   */
  public static HostNames of(
      Settings settings, Setting<List<String>> names, ListenAddress address) {
    return new HostNames(names, Set.copyOf(settings.get(names)), address.isLoopback());
  }

  /** Those of a server without names of its own, which only this machine can reach. */
  static HostNames loopback() {
    return new HostNames(Setting.API_NAMES, Set.of(), true);
  }

  /**
   * Passes if that is one of them.
   *
   * @param asked null if the request names none
   * @throws HttpRefusal with status 403
   */
  public void require(@Nullable HostAndPort asked) {
    if (asked == null || !include(asked.host().toLowerCase(Locale.ROOT))) {
      throw new HttpRefusal(
          403,
          "'%s' is no name of this program: ask for it at its address, or add the name to %s."
              .formatted(asked == null ? "" : asked, setting.key()));
    }
  }

  private boolean include(String host) {
    return LOOPBACK.contains(host)
        || names.contains(host)
        || (!isLoopback && host.matches(FIGURES));
  }
}
