package org.fleetreboot.devicesim.hub.method;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a device answered.
 *
 * @param status the device's own number, of three digits
 * @param payload JSON null when the device sent nothing
 */
public record MethodAnswer(int status, JsonNode payload) {}
