package org.fleetreboot.workflow.device;

import java.time.Duration;
import java.util.Map;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.options.TagPath;
import org.jspecify.annotations.Nullable;

/**
 * The result of reading a device twin. A read that failed because of the hub is not a reading, and
 * proves nothing.
 */
public sealed interface TwinReading {

  /** Whether it shows that the hub answers. */
  default boolean isOfHub() {
    return true;
  }

  /**
   * The twin is there.
   *
   * @param marker its boot marker
   * @param connected whether the hub believed the device to be connected
   * @param tags the values of the requested tags, without those that the twin lacks
   * @param enabled whether the hub lets the device connect
   */
  record Found(BootMarker marker, boolean connected, Map<TagPath, String> tags, boolean enabled)
      implements TwinReading {
    public Found {
      tags = Map.copyOf(tags);
    }

    /** A reading of a device that is enabled. */
    public Found(BootMarker marker, boolean connected, Map<TagPath, String> tags) {
      this(marker, connected, tags, true);
    }

    /** A reading of an enabled device without requested tags. */
    public Found(BootMarker marker, boolean connected) {
      this(marker, connected, Map.of());
    }
  }

  /**
   * The twin of this device cannot be read, although the hub is not in trouble.
   *
   * @param reason one sentence
   * @param isOfHub true if the hub said so; false if a route answered in its place
   * @param retryAfter how long the hub asks to wait with the device, five minutes at most; null if
   *     it does not say
   */
  record Refused(String reason, boolean isOfHub, @Nullable Duration retryAfter)
      implements TwinReading {
    public Refused {
      if (retryAfter != null && retryAfter.compareTo(AnswerRule.LONGEST_PAUSE) > 0) {
        retryAfter = AnswerRule.LONGEST_PAUSE;
      }
    }

    /** A refusal by the hub. */
    public Refused(String reason) {
      this(reason, true, null);
    }
  }

  /** The hub has no such device. */
  record NotRegistered() implements TwinReading {}
}
