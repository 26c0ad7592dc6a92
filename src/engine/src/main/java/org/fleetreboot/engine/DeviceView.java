package org.fleetreboot.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device in a run, as people see it.
 *
 * @param status {@code waiting}, {@code calling}, {@code awaiting}, {@code retrying}, or the word
 *     of its outcome
 * @param at when that began, or since when a waiting one is put off; null while it has not had its
 *     turn
 * @param detail what there is to say about it; null for nothing
 */
public record DeviceView(
    String device, String step, String status, @Nullable Instant at, @Nullable String detail) {}
