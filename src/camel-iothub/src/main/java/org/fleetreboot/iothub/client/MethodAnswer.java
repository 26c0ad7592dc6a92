package org.fleetreboot.iothub.client;

import org.jspecify.annotations.Nullable;

/**
 * What the device answered.
 *
 * @param status the device's own number; 400 and above is the device's refusal, not a failure of
 *     the call
 * @param payload any JSON value as Java: Map, List, String, Long, Double, Boolean or null
 */
public record MethodAnswer(int status, @Nullable Object payload) {}
