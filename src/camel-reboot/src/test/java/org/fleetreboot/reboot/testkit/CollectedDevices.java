package org.fleetreboot.reboot.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.PageCollector;
import org.fleetreboot.engine.TargetSource;

/** The devices that a source hands over, page by page. */
public final class CollectedDevices implements PageCollector<String> {
  private final List<String> devices = new ArrayList<>();
  private final List<HubTrouble> troubles;

  private CollectedDevices(List<HubTrouble> troubles) {
    this.troubles = troubles;
  }

  /** All devices of the source; fails as it does. */
  public static List<String> of(TargetSource source) {
    return of(source, new ArrayList<>());
  }

  /**
   * The same; every trouble of the hub is over at once.
   *
   * @param troubles gets them all
   */
  public static List<String> of(TargetSource source, List<HubTrouble> troubles) {
    CollectedDevices collected = new CollectedDevices(troubles);
    source.collect(collected).toCompletableFuture().join();
    return collected.devices;
  }

  @Override
  public CompletionStage<Void> add(List<String> page) {
    devices.addAll(page);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Void> troubled(HubTrouble trouble) {
    troubles.add(trouble);
    return CompletableFuture.completedStage(null);
  }
}
