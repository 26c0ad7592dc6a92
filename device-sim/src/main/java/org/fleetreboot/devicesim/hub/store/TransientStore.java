package org.fleetreboot.devicesim.hub.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fleetreboot.devicesim.hub.security.HubSecrets;

/** A store without persistence; only the CA file exists while the hub runs. */
final class TransientStore implements HubStore {
  private final String name;
  private final HubSecrets secrets;
  private final Path caFile;

  TransientStore(String name) throws IOException {
    this.name = name;
    secrets = HubSecrets.create(name);
    caFile = Files.createTempFile("local-hub-ca-", ".pem");
    Files.writeString(caFile, secrets.authority().pem());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public HubSecrets secrets() {
    return secrets;
  }

  @Override
  public Path caFile() {
    return caFile;
  }

  @Override
  public <F, T> Optional<T> load(String section, Class<F> form, Function<F, T> reader) {
    return Optional.empty();
  }

  @Override
  public void save(String section, Supplier<?> content) {
    // Nothing is kept here.
  }

  @Override
  public void changed() {
    // Nothing is kept here.
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(caFile);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + caFile, e);
    }
  }
}
