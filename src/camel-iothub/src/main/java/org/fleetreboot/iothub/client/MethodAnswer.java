package org.fleetreboot.iothub.client;

import org.jspecify.annotations.Nullable;

/**
 * What the device answered.
 *
 * @param status the device's own number, any int; with 200 to 399 a device accepts, and any other
 *     is the device's answer, not a failure of the call
 * @param payload any JSON value as Java: Map, List, String, Long, BigDecimal, Boolean or null; when
 *     the answer is not JSON, all of its text
 */
public record MethodAnswer(int status, @Nullable Object payload) {}
