package org.fleetreboot.devicesim.hub.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fleetreboot.devicesim.hub.security.HubSecrets;
import org.jspecify.annotations.Nullable;

/** Where a hub's name, secrets and devices come from, and where they are kept. */
public interface HubStore extends AutoCloseable {

  /**
   * Opens a directory, or a home that keeps nothing.
   *
   * @param directory null to keep nothing
   * @param name null to take the kept name, or else {@code local}
   * @throws IOException when the directory is not usable, is in use, or keeps a hub of another name
   */
  static HubStore open(@Nullable Path directory, @Nullable String name) throws IOException {
    return directory == null
        ? new TransientStore(name == null ? "local" : name)
        : DirectoryStore.open(directory, name);
  }

  String name();

  HubSecrets keyring();

  /** The certificate of the authority as PEM. */
  Path caFile();

  /**
   * What an earlier start has kept in a section; empty when that is nothing.
   *
   * @param form the record, or array of records, that the section is made of
   * @throws IOException when the section has another form, or the reader throws; it names the file
   */
  <F, T> Optional<T> kept(String section, Class<F> form, Function<F, T> reader) throws IOException;

  /**
   * Keeps a section from now on. A kept section that nobody has taken up yet stays as it is.
   *
   * @param content gives the section's current records; called from any thread
   */
  void keep(String section, Supplier<?> content);

  /** Something changed that is worth keeping. Returns at once. */
  void changed();

  /** Keeps what has changed, and lets go of the directory. */
  @Override
  void close();
}
