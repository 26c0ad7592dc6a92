package org.fleetreboot.devicesim.hub.method;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A device's answer to a method call.
 *
 * @param status the device's own status
 * @param payload JSON null when the device sent nothing
 */
public record MethodAnswer(int status, JsonNode payload) {}
