package org.fleetreboot.devicesim.hub.parity.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/** The operation on one device of a bulk request. */
enum ImportMode {
  CREATE("create"),
  UPDATE("update"),
  UPDATE_IF_MATCH_ETAG("updateIfMatchETag"),
  DELETE("delete"),
  DELETE_IF_MATCH_ETAG("deleteIfMatchETag"),
  UPDATE_TWIN("updateTwin"),
  UPDATE_TWIN_IF_MATCH_ETAG("updateTwinIfMatchETag");

  private final String wireName;

  ImportMode(String wireName) {
    this.wireName = wireName;
  }

  /** Case-insensitive, because Microsoft's SDKs differ. */
  static ImportMode of(JsonNode node) {
    return Arrays.stream(values())
        .filter(mode -> mode.wireName.equalsIgnoreCase(node.asText()))
        .findFirst()
        .orElseThrow(
            () ->
                HubRefusal.invalid(
                    "importMode is one of "
                        + Arrays.stream(values())
                            .map(mode -> mode.wireName)
                            .collect(Collectors.joining(", "))
                        + ", not '"
                        + node.asText()
                        + "'."));
  }
}
