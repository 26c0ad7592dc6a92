package org.fleetreboot.devicesim.hub.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.fleetreboot.devicesim.hub.security.HubKeyring;
import org.jspecify.annotations.Nullable;

/** Where a hub's name, secrets and devices come from, and where they are kept. */
public interface HubHome extends AutoCloseable {

  /**
   * Opens a directory, or a home that keeps nothing.
   *
   * @param directory null to keep nothing
   * @param name null to take the kept name, or else {@code local}
   * @throws IOException when the directory is not usable, is in use, or keeps a hub of another name
   */
  static HubHome open(@Nullable Path directory, @Nullable String name) throws IOException {
    return directory == null
        ? new TemporaryHome(name == null ? "local" : name)
        : KeptHome.open(directory, name);
  }

  String name();

  HubKeyring keyring();

  /** The certificate of the authority as PEM. */
  Path caFile();

  /** The devices kept by an earlier start. */
  List<StoredDevice> devices();

  /**
   * Begins to keep devices; before this call {@link #changed} has no effect.
   *
   * @param devices the devices as they are when it is called, from any thread
   */
  void keep(Supplier<List<StoredDevice>> devices);

  /** Something changed that is worth keeping. Returns at once. */
  void changed();

  /** Keeps what has changed, and lets go of the directory. */
  @Override
  void close();
}
