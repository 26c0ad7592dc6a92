package org.fleetreboot.devicesim.hub.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fleetreboot.devicesim.hub.security.CertificateAuthority;
import org.fleetreboot.devicesim.hub.security.HubSecrets;
import org.fleetreboot.devicesim.hub.security.SharedAccessPolicies;
import org.fleetreboot.devicesim.hub.security.SharedAccessPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A store in a directory: {@code registry.json} with the name and a section for each part of the
 * hub, {@code ca.pem} and {@code ca-key.pem} with the authority. A change reaches the disk within
 * about a second.
 */
final class DirectoryStore implements HubStore {
  private static final String POLICIES = "policies";

  private final StoredHub<JsonNode> stored;
  private final HubSecrets secrets;
  private final Path directory;
  private final DirectoryLock lock;
  private final Map<String, Supplier<?>> sections = new ConcurrentHashMap<>();
  private @Nullable DelayedSave save;

  private DirectoryStore(
      Path directory, DirectoryLock lock, StoredHub<JsonNode> stored, HubSecrets secrets) {
    this.directory = directory;
    this.lock = lock;
    this.stored = stored;
    this.secrets = secrets;
    sections.put(POLICIES, secrets.policies()::all);
    save = new DelayedSave(stored.name(), this::write);
  }

  static DirectoryStore open(Path directory, @Nullable String wantedName) throws IOException {
    Files.createDirectories(directory, PrivateFiles.permissions("rwx------"));
    DirectoryLock lock = DirectoryLock.take(directory);
    try {
      StoredHub<JsonNode> stored = stored(directory, wantedName);
      if (wantedName != null && !wantedName.equals(stored.name())) {
        throw new IOException(
            directory
                + " keeps the hub '"
                + stored.name()
                + "', not '"
                + wantedName
                + "'; use that name or another directory");
      }
      SharedAccessPolicies policies =
          StoredHub.section(
                  stored,
                  POLICIES,
                  SharedAccessPolicy[].class,
                  kept -> new SharedAccessPolicies(List.of(kept)),
                  file(directory))
              .orElseGet(SharedAccessPolicies::new);
      HubSecrets secrets = new HubSecrets(policies, authority(directory, stored.name()));
      DirectoryStore store = new DirectoryStore(directory, lock, stored, secrets);
      store.write();
      return store;
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
  public HubSecrets secrets() {
    return secrets;
  }

  @Override
  public Path caFile() {
    return directory.resolve("ca.pem");
  }

  @Override
  public <F, T> Optional<T> load(String section, Class<F> form, Function<F, T> reader)
      throws IOException {
    return StoredHub.section(stored, section, form, reader, file(directory));
  }

  @Override
  public void save(String section, Supplier<?> content) {
    sections.put(section, content);
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
      throw new UncheckedIOException("Cannot unlock " + directory, e);
    }
  }

  private void write() {
    Map<String, Object> now = new TreeMap<>(stored.sections());
    sections.forEach((section, content) -> now.put(section, content.get()));
    try {
      PrivateFiles.replace(file(directory), StoredHub.of(stored.name(), now).bytes());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot save the hub in " + directory, e);
    }
  }

  private static StoredHub<JsonNode> stored(Path directory, @Nullable String wantedName)
      throws IOException {
    Path file = file(directory);
    if (!Files.exists(file)) {
      return StoredHub.of(wantedName == null ? "local" : wantedName, Map.of());
    }
    return StoredHub.read(Files.readAllBytes(file), file);
  }

  private static Path file(Path directory) {
    return directory.resolve("registry.json");
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
