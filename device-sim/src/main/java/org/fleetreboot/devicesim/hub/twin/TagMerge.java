package org.fleetreboot.devicesim.hub.twin;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Merges tags; they carry no metadata. */
public final class TagMerge {
  private TagMerge() {}

  /**
   * A new tree: {@code tags} after the merge patch.
   *
   * @throws org.fleetreboot.devicesim.hub.error.HubRefusal when the result violates a limit
   */
  public static ObjectNode merged(ObjectNode tags, ObjectNode patch) {
    TwinLimits.checkContent("tags", patch);
    ObjectNode merged = tags.deepCopy();
    PropertyMerge.apply(merged, patch);
    return merged;
  }
}
