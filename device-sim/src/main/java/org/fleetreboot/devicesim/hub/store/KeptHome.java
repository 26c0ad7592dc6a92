package org.fleetreboot.devicesim.hub.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.fleetreboot.devicesim.hub.security.CertificateAuthority;
import org.fleetreboot.devicesim.hub.security.HubKeyring;
import org.fleetreboot.devicesim.hub.security.PolicyKeys;
import org.jspecify.annotations.Nullable;

/**
 * A home in a directory: {@code registry.json} with name, keys and devices, {@code ca.pem} and
 * {@code ca-key.pem} with the authority. A change reaches the disk within about a second.
 */
final class KeptHome implements HubHome {
  private final StoredHub stored;
  private final HubKeyring keyring;
  private final Path directory;
  private final DirectoryLock lock;
  private @Nullable DelayedSave save;

  private KeptHome(Path directory, DirectoryLock lock, StoredHub stored, HubKeyring keyring) {
    this.directory = directory;
    this.lock = lock;
    this.stored = stored;
    this.keyring = keyring;
  }

  static KeptHome open(Path directory, @Nullable String wantedName) throws IOException {
    Files.createDirectories(directory, PrivateFiles.permissions("rwx------"));
    DirectoryLock lock = DirectoryLock.take(directory);
    try {
      StoredHub stored = stored(directory, wantedName);
      if (wantedName != null && !wantedName.equals(stored.name())) {
        throw new IOException(
            directory
                + " keeps the hub '"
                + stored.name()
                + "', not '"
                + wantedName
                + "'; use that name or another directory");
      }
      HubKeyring keyring = new HubKeyring(stored.policies(), authority(directory, stored.name()));
      KeptHome home = new KeptHome(directory, lock, stored, keyring);
      home.write(stored.devices());
      return home;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return stored.name();
  }

  @Override
  public HubKeyring keyring() {
    return keyring;
  }

  @Override
  public Path caFile() {
    return directory.resolve("ca.pem");
  }

  @Override
  public List<StoredDevice> devices() {
    return stored.devices();
  }

  @Override
  public synchronized void keep(Supplier<List<StoredDevice>> devices) {
    save = new DelayedSave(name(), () -> write(devices.get()));
  }

  @Override
  public synchronized void changed() {
    if (save != null) {
      save.soon();
    }
  }

  @Override
  public void close() {
    DelayedSave last;
    synchronized (this) {
      last = save;
      save = null;
    }
    try (lock) {
      if (last != null) {
        last.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot let go of " + directory, e);
    }
  }

  private void write(List<StoredDevice> devices) {
    StoredHub hub = new StoredHub(name(), keyring.policies(), devices);
    try {
      PrivateFiles.replace(directory.resolve("registry.json"), StoredHubJson.write(hub));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep the hub in " + directory, e);
    }
  }

  private static StoredHub stored(Path directory, @Nullable String wantedName) throws IOException {
    Path file = directory.resolve("registry.json");
    if (!Files.exists(file)) {
      String name = wantedName == null ? "local" : wantedName;
      return new StoredHub(name, new PolicyKeys(Map.of()), List.of());
    }
    try {
      return StoredHubJson.read(Files.readAllBytes(file));
    } catch (RuntimeException e) {
      throw new IOException(
          file
              + " cannot be read as a kept hub ("
              + e.getMessage()
              + "); move it away to begin anew",
          e);
    }
  }

  private static CertificateAuthority authority(Path directory, String name) throws IOException {
    Path certificate = directory.resolve("ca.pem");
    Path key = directory.resolve("ca-key.pem");
    if (Files.exists(certificate) && Files.exists(key)) {
      return CertificateAuthority.fromPem(Files.readString(certificate), Files.readString(key));
    }
    CertificateAuthority authority = CertificateAuthority.create(name);
    PrivateFiles.replace(key, authority.keyPem().getBytes(StandardCharsets.UTF_8));
    PrivateFiles.replace(certificate, authority.pem().getBytes(StandardCharsets.UTF_8));
    return authority;
  }
}
