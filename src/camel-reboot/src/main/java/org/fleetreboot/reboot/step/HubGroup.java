package org.fleetreboot.reboot.step;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AsyncProducer;
import org.fleetreboot.engine.DisconnectedSource;
import org.fleetreboot.engine.HubTargets;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.reboot.ContinuationPool;
import org.fleetreboot.reboot.targets.DeviceQuery;
import org.jspecify.annotations.Nullable;

/**
 * Where a group gets its devices of one hub from.
 *
 * @param hub null for the only one of the program
 * @param twins reads single twins, to ask about a list; null if nobody asks
 */
record HubGroup(
    @Nullable String hub,
    TargetParameters options,
    @Nullable AsyncProducer queries,
    @Nullable AsyncProducer twins,
    ContinuationPool workers) {

  /**
   * The devices on this hub.
   *
   * @param listed those that the message names, on all hubs
   */
  HubTargets of(ListedTargets listed, DisconnectedSource disconnected) {
    DeviceQuery query = options.targets();
    TargetSource all = query == null ? listed.on(hub) : found(query);
    List<TargetSource> excluded = excluded();
    TargetSource source = excluded.isEmpty() ? all : new FilteredTargets(all, excluded);
    return new HubTargets(hub, query == null ? "list" : query.text(), known(source), disconnected);
  }

  private List<TargetSource> excluded() {
    List<TargetSource> excluded = new ArrayList<>();
    List<String> named = options.excludedDevices(hub);
    if (!named.isEmpty()) {
      excluded.add(ListedTargets.of(named));
    }
    DeviceQuery query = options.excluded();
    if (query != null) {
      excluded.add(found(query));
    }
    return excluded;
  }

  private TargetSource known(TargetSource source) {
    return twins == null
        ? source
        : new RegisteredTargets(source, this::found, new DeviceRegistry(twins, hub, workers));
  }

  private QueryTargets found(DeviceQuery query) {
    if (queries == null) {
      throw new IllegalStateException("The producer of queries is not started.");
    }
    return new QueryTargets(queries, hub, query, options.getPageSize(), workers);
  }
}
