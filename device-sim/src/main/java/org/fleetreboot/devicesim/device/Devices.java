package org.fleetreboot.devicesim.device;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Operations on many devices, independent of their transport. */
public final class Devices {

  private Devices() {}

  public static void requireDistinctIds(List<DeviceSpec> specs) {
    Set<String> ids = new HashSet<>();
    for (DeviceSpec spec : specs) {
      if (!ids.add(spec.id())) {
        throw new IllegalArgumentException("two devices have the id '" + spec.id() + "'");
      }
    }
  }

  public static boolean awaitUp(Collection<? extends Device> devices, Duration timeout)
      throws InterruptedException {
    CompletableFuture<?>[] starts =
        devices.stream()
            .map(device -> device.whenUp().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(starts).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException refused) {
      return true;
    } catch (TimeoutException late) {
      return false;
    }
  }

  /** The devices that are not up, ordered by id, each with the reason if it is known. */
  public static Map<String, Optional<Throwable>> down(Collection<? extends Device> devices) {
    Map<String, Throwable> refused = refused(devices);
    Map<String, Optional<Throwable>> down = new TreeMap<>();
    for (Device device : devices) {
      String id = device.spec().id();
      if (refused.containsKey(id)) {
        down.put(id, Optional.of(refused.get(id)));
      } else if (!device.whenUp().toCompletableFuture().isDone()) {
        down.put(id, device.lastFailure());
      }
    }
    return down;
  }

  public static Map<String, Throwable> refused(Collection<? extends Device> devices) {
    Map<String, Throwable> refused = new ConcurrentHashMap<>();
    for (Device device : devices) {
      device
          .whenUp()
          .whenComplete(
              (ok, reason) -> {
                if (reason != null) {
                  refused.put(device.spec().id(), unwrapped(reason));
                }
              });
    }
    return new TreeMap<>(refused);
  }

  public static <D extends Device> D find(Map<String, D> devices, String id) {
    D device = devices.get(id);
    if (device == null) {
      throw new IllegalArgumentException("no device '" + id + "' here");
    }
    return device;
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
