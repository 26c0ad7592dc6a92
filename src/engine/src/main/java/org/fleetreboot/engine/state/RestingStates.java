package org.fleetreboot.engine.state;

import java.util.Collection;
import java.util.Map;
import org.fleetreboot.journal.HubStreams;
import org.fleetreboot.journal.RestingDevice;
import org.fleetreboot.workflow.run.RunState;
import org.jspecify.annotations.Nullable;

/** The devices and runs in which nothing is under way, and which are not kept in memory. */
public interface RestingStates {
  /** For a fleet that has everything in memory. */
  RestingStates NONE =
      new RestingStates() {
        @Override
        public Map<String, Device> devices(HubStreams hub, Collection<String> ids) {
          return Map.of();
        }

        @Override
        public @Nullable OverRun run(String id) {
          return null;
        }
      };

  /** Those of the devices of the hub that have a history, in one query for all. */
  Map<String, Device> devices(HubStreams hub, Collection<String> ids);

  /** The run of that id; null if there was none. */
  @Nullable OverRun run(String id);

  /** A device, and the version of its stream. */
  record Device(RestingDevice device, long version) {}

  /** A run that is over, and the version of its stream. */
  record OverRun(RunState state, long version) {}
}
