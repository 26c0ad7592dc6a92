package org.fleetreboot.devicesim.hub.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fleetreboot.devicesim.hub.security.HubSecrets;
import org.jspecify.annotations.Nullable;

/** Stores a hub's name, secrets and devices. */
public interface HubStore extends AutoCloseable {

  /**
   * Opens a directory, or a store that keeps nothing.
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

  HubSecrets secrets();

  /** The certificate of the authority as PEM. */
  Path caFile();

  /**
   * Reads what an earlier start stored in a section; empty if there is nothing.
   *
   * @param form the record, or array of records, that the section is made of
   * @throws IOException when the section has another form, or the reader throws; it names the file
   */
  <F, T> Optional<T> load(String section, Class<F> form, Function<F, T> reader) throws IOException;

  /**
   * Stores a section from now on. Sections in the file that were never read are preserved.
   *
   * @param content gives the section's current records; called from any thread
   */
  void save(String section, Supplier<?> content);

  /** Schedules a save. Returns at once. */
  void changed();

  /** Saves pending changes, and unlocks the directory. */
  @Override
  void close();
}
