package org.fleetreboot.devicesim.hub.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fleetreboot.devicesim.hub.security.HubSecrets;

/** A home that keeps nothing but the CA file, and that only while the hub runs. */
final class TransientStore implements HubStore {
  private final String name;
  private final HubSecrets keyring;
  private final Path caFile;

  TransientStore(String name) throws IOException {
    this.name = name;
    keyring = HubSecrets.create(name);
    caFile = Files.createTempFile("local-hub-ca-", ".pem");
    Files.writeString(caFile, keyring.authority().pem());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public HubSecrets keyring() {
    return keyring;
  }

  @Override
  public Path caFile() {
    return caFile;
  }

  @Override
  public <F, T> Optional<T> kept(String section, Class<F> form, Function<F, T> reader) {
    return Optional.empty();
  }

  @Override
  public void keep(String section, Supplier<?> content) {
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
