package org.fleetreboot.devicesim.hub.registry;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.security.SharedAccessKey;
import org.fleetreboot.devicesim.hub.twin.Twin;
import org.jspecify.annotations.Nullable;

/** All devices, in the order of their ids. Thread-safe. */
public final class DeviceRegistry {
  private final ConcurrentSkipListMap<String, RegisteredDevice> devices =
      new ConcurrentSkipListMap<>();
  private final AtomicLong generations = new AtomicLong();
  private final InstantSource clock;
  private final Runnable onChange;

  /**
   * An empty registry.
   *
   * @param onChange runs after each change of a device, its twin or its session; must not block
   */
  public DeviceRegistry(InstantSource clock, Runnable onChange) {
    this.clock = clock;
    this.onChange = onChange;
  }

  /** Tells whoever keeps the devices that one has changed. */
  public void changed() {
    onChange.run();
  }

  /** What a client asks for; a null key is made by the hub. */
  public record Wanted(
      boolean enabled,
      @Nullable String statusReason,
      @Nullable SharedAccessKey primaryKey,
      @Nullable SharedAccessKey secondaryKey) {
    /** Enabled, with keys made by the hub. */
    public static final Wanted DEFAULT = new Wanted(true, null, null, null);
  }

  /** Adds a device, or refuses with 409001 when the id is taken. */
  public RegisteredDevice create(String id, Wanted wanted) {
    RegisteredDevice device = newborn(DeviceId.checked(id), wanted);
    if (devices.putIfAbsent(id, device) != null) {
      throw HubRefusal.registry(HubError.DEVICE_ALREADY_EXISTS, id);
    }
    changed();
    return device;
  }

  /** Finds a device, or adds it with keys made by the hub. */
  public RegisteredDevice findOrCreate(String id) {
    RegisteredDevice known = devices.get(id);
    if (known != null) {
      return known;
    }
    RegisteredDevice device = newborn(DeviceId.checked(id), Wanted.DEFAULT);
    RegisteredDevice raced = devices.putIfAbsent(id, device);
    changed();
    return raced == null ? device : raced;
  }

  /** Puts back a device that was stored. */
  public void restore(RegisteredDevice device) {
    devices.put(device.id(), device);
  }

  /** Changes status, reason and keys; a null key stays as it is. */
  public RegisteredDevice update(String id, Wanted wanted, EtagCondition condition) {
    RegisteredDevice device = require(id);
    device.replaceIdentity(
        old -> {
          condition.check(old.etag());
          return new Identity(
              id,
              old.generationId(),
              newEtag(),
              wanted.enabled(),
              wanted.statusReason(),
              wanted.enabled() == old.enabled() ? old.statusUpdated() : clock.instant(),
              wanted.primaryKey() == null ? old.primaryKey() : wanted.primaryKey(),
              wanted.secondaryKey() == null ? old.secondaryKey() : wanted.secondaryKey());
        });
    changed();
    return device;
  }

  /** Removes a device, its twin and its keys. */
  public void delete(String id, EtagCondition condition) {
    RegisteredDevice device = require(id);
    condition.check(device.identity().etag());
    devices.remove(id, device);
    changed();
  }

  public Optional<RegisteredDevice> find(String id) {
    return Optional.ofNullable(devices.get(id));
  }

  /** Finds a device, or refuses in the shape of the registry (404). */
  public RegisteredDevice require(String id) {
    return find(id).orElseThrow(() -> HubRefusal.registry(HubError.DEVICE_NOT_FOUND, id));
  }

  /** A live view, in the order of the ids. */
  public Collection<RegisteredDevice> all() {
    return devices.values();
  }

  /** A live view of the devices whose id is greater. */
  public Collection<RegisteredDevice> after(String id) {
    return devices.tailMap(id, false).values();
  }

  private RegisteredDevice newborn(String id, Wanted wanted) {
    String generation =
        Long.toString(clock.millis()) + String.format("%06d", generations.incrementAndGet());
    Identity identity =
        new Identity(
            id,
            generation,
            newEtag(),
            wanted.enabled(),
            wanted.statusReason(),
            null,
            wanted.primaryKey() == null ? SharedAccessKey.random() : wanted.primaryKey(),
            wanted.secondaryKey() == null ? SharedAccessKey.random() : wanted.secondaryKey());
    return new RegisteredDevice(identity, Twin.newborn(clock.instant()));
  }

  private static String newEtag() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
