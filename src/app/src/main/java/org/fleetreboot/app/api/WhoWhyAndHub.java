package org.fleetreboot.app.api;

import org.jspecify.annotations.Nullable;

/**
 * The fields of orders that may be about one hub.
 *
 * @param hub null for all hubs, or for the only one that has the device
 */
record WhoWhyAndHub(@Nullable String by, @Nullable String reason, @Nullable String hub) {}
